package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the schema of this version.
 *
 * <p>Flyway takes half a second to find out that there is nothing to do, which is a quarter of the
 * time in which a server has to be ready. So its history table is looked at first, and Flyway is
 * called only when something is missing there.
 */
final class Migrations {

  /** The version of the newest migration in the resources. */
  static final int NEWEST = 4;

  private static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  /**
   * Migrates if need be.
   *
   * @param place names the database in messages
   */
  static void bring(DataSource source, Dialect dialect, String place) {
    int found = versionOf(source, dialect);
    if (found > NEWEST) {
      throw new StoreException.NewerVersion(place, found, NEWEST);
    }
    if (found < NEWEST) {
      migrate(source, dialect, place);
    }
  }

  private static void migrate(DataSource source, Dialect dialect, String place) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:io/treeline/store/jdbc")
          .placeholders(dialect.types())
          .load()
          .migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          throw dialect.failure(sql);
        }
      }
      throw new StoreException.Unavailable(
          "The schema of " + place + " can't be brought up to date: " + e.getMessage() + ".", e);
    }
  }

  private static int versionOf(DataSource source, Dialect dialect) {
    try (Connection connection = source.getConnection()) {
      return hasHistory(connection) ? newestIn(connection) : 0;
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
      return tables.next();
    }
  }

  private static int newestIn(Connection connection) throws SQLException {
    int newest = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT version FROM " + HISTORY + " WHERE version IS NOT NULL")) {
      while (rows.next()) {
        newest = Math.max(newest, Integer.parseInt(rows.getString(1)));
      }
    }
    return newest;
  }
}
