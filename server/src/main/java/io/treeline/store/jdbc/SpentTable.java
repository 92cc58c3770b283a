package io.treeline.store.jdbc;

import io.treeline.store.SpentRow;
import java.time.Instant;
import java.util.List;

/** What was spent of authorities' limits. */
final class SpentTable {

  private final Sql sql;

  SpentTable(Sql sql) {
    this.sql = sql;
  }

  List<SpentRow> all() {
    return sql.list(
        "SELECT authority, counted, subject, until_at FROM acme_spent"
            + " ORDER BY authority, counted, subject",
        row ->
            new SpentRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Sql.instant(row, "until_at")));
  }

  void put(SpentRow spent, long version) {
    sql.later(
        Insert.SPENT, spent.authority(), spent.counted(), spent.subject(), spent.until(), version);
  }

  long forget(Instant before) {
    return sql.update("DELETE FROM acme_spent WHERE until_at < ?", before);
  }
}
