package io.treeline.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections to PostgreSQL, from a pool that isn't ours to close. */
final class PostgresConnections implements Connections {

  private final DataSource pool;
  private final Dialect dialect = new PostgresDialect();

  PostgresConnections(DataSource pool) {
    this.pool = pool;
  }

  Dialect dialect() {
    return dialect;
  }

  @Override
  public Sql reader() {
    return open(true, Connection.TRANSACTION_REPEATABLE_READ);
  }

  @Override
  public Sql writer() {
    return open(false, Connection.TRANSACTION_READ_COMMITTED);
  }

  @Override
  public void done(Sql sql) {
    sql.close();
  }

  @Override
  public void tidy(Sql writer) {
    // PostgreSQL vacuums by itself.
  }

  @Override
  public void close() {
    // The pool's owner closes it.
  }

  private Sql open(boolean readOnly, int isolation) {
    try {
      Connection connection = pool.getConnection();
      connection.setAutoCommit(false);
      connection.setReadOnly(readOnly);
      connection.setTransactionIsolation(isolation);
      return new Sql(connection, Boundary.ofJdbc(connection), dialect);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }
}
