package io.treeline.store.jdbc;

import io.treeline.store.ConfigVersionRow;
import io.treeline.store.StoreException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of the configuration. */
final class ConfigVersionTable {

  private final Sql sql;

  ConfigVersionTable(Sql sql) {
    this.sql = sql;
  }

  List<ConfigVersionRow> all() {
    return sql.list(
        "SELECT number, document, state, activated_at, activated_by FROM config_version"
            + " ORDER BY number DESC",
        row ->
            new ConfigVersionRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Sql.instantOrNull(row, "activated_at"),
                row.getString(5)));
  }

  long add(String document, String state, String by, @Nullable Instant activatedAt, long version) {
    long number = sql.number("SELECT COALESCE(MAX(number), 0) + 1 FROM config_version");
    sql.update(
        "INSERT INTO config_version (number, document, state, activated_at, activated_by, version)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        number,
        document,
        state,
        activatedAt,
        by,
        version);
    return number;
  }

  void setState(long number, String state, @Nullable Instant activatedAt, long version) {
    int rows =
        activatedAt == null
            ? sql.update(
                "UPDATE config_version SET state = ?, version = ? WHERE number = ?",
                state,
                version,
                number)
            : sql.update(
                "UPDATE config_version SET state = ?, activated_at = ?, version = ?"
                    + " WHERE number = ?",
                state,
                activatedAt,
                version,
                number);
    if (rows == 0) {
      throw new StoreException.Conflict(
          "There is no version " + number + " of the configuration: see treeline config history.",
          null);
    }
  }
}
