package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;
import io.treeline.store.AuditLine;
import io.treeline.store.AuditRow;
import io.treeline.store.AuditVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The audit log, a chain: whoever changes or takes out a line has to forge all after it. */
final class AuditTable {

  private static final String SELECT =
      "SELECT number, written_at, change_number, actor, action, target, detail, hash FROM audit ";

  private final Sql sql;

  AuditTable(Sql sql) {
    this.sql = sql;
  }

  List<AuditRow> lines(long from, int limit) {
    return sql.list(
        SELECT + "WHERE number >= ? ORDER BY number LIMIT ?", AuditTable::row, from, limit);
  }

  void append(AuditRow row) {
    AuditLine line = row.line();
    sql.update(
        "INSERT INTO audit (number, written_at, change_number, actor, action, target, detail, hash)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row.number(),
        row.at(),
        row.change(),
        line.actor(),
        line.action(),
        line.target(),
        line.detail(),
        row.hash());
  }

  AuditVerdict verify() {
    AuditWalk walk = new AuditWalk();
    sql.each(SELECT + "ORDER BY number", row -> walk.take(row(row)));
    Counters counters = Counters.read(sql);
    return walk.verdict(counters.audit(), counters.auditHead());
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    Fingerprint hash = Sql.fingerprint(row, "hash");
    AuditLine line =
        new AuditLine(row.getString(4), row.getString(5), row.getString(6), row.getString(7));
    return new AuditRow(row.getLong(1), Sql.instant(row, "written_at"), row.getLong(3), line, hash);
  }
}
