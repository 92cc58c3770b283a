package io.treeline.store.jdbc;

import io.treeline.core.name.DomainName;
import io.treeline.store.AcmeEventRow;
import io.treeline.store.NewAcmeEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The issuance log, of which old lines go. */
final class AcmeEventTable {

  private static final int OF_ONE_DOMAIN = 200;
  private static final int IN_ALL = 500_000;

  private static final String SELECT =
      "SELECT id, at, domain_id, domain, event, message, problem FROM acme_event ";

  private final Sql sql;

  AcmeEventTable(Sql sql) {
    this.sql = sql;
  }

  List<AcmeEventRow> before(long domainId, long before, int limit) {
    return domainId == 0
        ? sql.list(
            SELECT + "WHERE id < ? ORDER BY id DESC LIMIT ?", AcmeEventTable::row, before, limit)
        : sql.list(
            SELECT + "WHERE domain_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
            AcmeEventTable::row,
            domainId,
            before,
            limit);
  }

  /** The newest line is never one that goes, so numbers ascend for ever. */
  long add(NewAcmeEvent event, Instant at, long version) {
    long id = 1 + sql.number("SELECT COALESCE(MAX(id), 0) FROM acme_event");
    sql.update(
        "INSERT INTO acme_event (id, at, domain_id, domain, event, message, problem, version)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        at,
        event.domainId() == 0 ? null : (Long) event.domainId(),
        event.domain(),
        event.event(),
        event.message(),
        event.problem(),
        version);
    if (event.domainId() != 0) {
      sql.update(
          "DELETE FROM acme_event WHERE domain_id = ? AND id <= (SELECT id FROM acme_event"
              + " WHERE domain_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
          event.domainId(),
          event.domainId(),
          OF_ONE_DOMAIN);
    }
    sql.update("DELETE FROM acme_event WHERE id <= ?", id - IN_ALL);
    return id;
  }

  private static AcmeEventRow row(ResultSet row) throws SQLException {
    String domain = row.getString("domain");
    return new AcmeEventRow(
        row.getLong("id"),
        Sql.instant(row, "at"),
        row.getLong("domain_id"),
        domain == null ? null : DomainName.ofStored(domain),
        row.getString("event"),
        row.getString("message"),
        row.getString("problem"));
  }
}
