package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.sql.SQLException;
import java.util.Map;

/** PostgreSQL. */
record PostgresDialect() implements Dialect {

  @Override
  public Map<String, String> types() {
    // Names page and compare as SQLite does it, by octets, whatever the database's locale.
    return Map.of("int8", "BIGINT", "bytes", "BYTEA", "name", "TEXT COLLATE \"C\"");
  }

  @Override
  public int fetchSize() {
    return 2_000;
  }

  @Override
  public StoreException failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.equals("53100")) {
      return new StoreException.Full("the PostgreSQL database", e);
    }
    if (state.startsWith("23")) {
      return new StoreException.Conflict(
          "The change contradicts what is stored (" + e.getMessage() + ").", e);
    }
    return new StoreException.Unavailable(
        "PostgreSQL can't be used (" + e.getMessage() + "): see whether it runs and --db is right.",
        e);
  }
}
