package io.treeline.store.jdbc;

import io.treeline.store.StateEntryRow;
import java.util.List;

/** The open entries of system_state. */
final class StateEntryTable {

  private final Sql sql;

  StateEntryTable(Sql sql) {
    this.sql = sql;
  }

  List<StateEntryRow> all() {
    return sql.list(
        "SELECT id, check_name, status, reason, action, since, site, server, role, domain"
            + " FROM state_entry ORDER BY since, id",
        row ->
            new StateEntryRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Sql.instant(row, "since"),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10)));
  }

  void put(StateEntryRow entry, long version) {
    sql.update(
        "INSERT INTO state_entry (id, check_name, status, reason, action, since, site, server, role,"
            + " domain, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET check_name = excluded.check_name,"
            + " status = excluded.status, reason = excluded.reason, action = excluded.action,"
            + " since = excluded.since, site = excluded.site, server = excluded.server,"
            + " role = excluded.role, domain = excluded.domain, version = excluded.version",
        entry.id(),
        entry.check(),
        entry.status(),
        entry.reason(),
        entry.action(),
        entry.since(),
        entry.site(),
        entry.server(),
        entry.role(),
        entry.domain(),
        version);
  }

  boolean remove(String id) {
    return sql.update("DELETE FROM state_entry WHERE id = ?", id) > 0;
  }
}
