package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;

/**
 * What the installation has counted so far: the last change, domain, certificate and audit line,
 * and the hash of that line.
 */
record Counters(long change, long domain, long certificate, long audit, Fingerprint auditHead) {

  static Counters read(Sql sql) {
    Counters counters =
        sql.first(
            "SELECT last_change, last_domain, last_certificate, last_audit, audit_head"
                + " FROM installation",
            row ->
                new Counters(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getBytes(5) == null ? AuditHash.NONE : Sql.fingerprint(row, "audit_head")));
    if (counters == null) {
      throw new IllegalStateException("the installation's row is missing");
    }
    return counters;
  }

  /**
   * Reads them after taking the turn to write: the row stays locked until the transaction ends, so
   * that numbers are given in the order of commits, whichever server asks.
   */
  static Counters take(Sql sql) {
    sql.update("UPDATE installation SET last_change = last_change");
    return read(sql);
  }

  void write(Sql sql) {
    sql.update(
        "UPDATE installation SET last_change = ?, last_domain = ?, last_certificate = ?,"
            + " last_audit = ?, audit_head = ?",
        change,
        domain,
        certificate,
        audit,
        auditHead.equals(AuditHash.NONE) ? null : auditHead);
  }
}
