package io.treeline.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How a connection's transactions begin and end. */
interface Boundary {

  void begin() throws SQLException;

  void commit() throws SQLException;

  void rollback() throws SQLException;

  /** As JDBC has it: a transaction begins with its first statement. */
  static Boundary ofJdbc(Connection connection) {
    return new Boundary() {
      @Override
      public void begin() {
        // The driver does it.
      }

      @Override
      public void commit() throws SQLException {
        connection.commit();
      }

      @Override
      public void rollback() throws SQLException {
        connection.rollback();
      }
    };
  }

  /**
   * In SQLite's own words, on a connection in auto-commit mode. Its driver would begin the next
   * transaction with the end of the last, and so keep the file's write lock for ever.
   *
   * @param begin {@code BEGIN}, or {@code BEGIN IMMEDIATE} to take the write lock at once
   */
  static Boundary ofSqlite(Connection connection, String begin) {
    return new Boundary() {
      @Override
      public void begin() throws SQLException {
        execute(begin);
      }

      @Override
      public void commit() throws SQLException {
        execute("COMMIT");
      }

      @Override
      public void rollback() throws SQLException {
        execute("ROLLBACK");
      }

      private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        }
      }
    };
  }
}
