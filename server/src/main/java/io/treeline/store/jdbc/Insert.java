package io.treeline.store.jdbc;

/**
 * The statements that run many times in one transaction, in an order that no reference dangles in.
 */
enum Insert {
  DOMAIN("INSERT INTO domain (id, name, parent_id, version) VALUES (?, ?, ?, ?)"),
  SETTING(
      "INSERT INTO setting (domain_id, name, value) VALUES (?, ?, ?)"
          + " ON CONFLICT (domain_id, name) DO UPDATE SET value = excluded.value"),
  CERTIFICATE(
      "INSERT INTO certificate (id, domain_id, header, source, in_force_from, put_by, version)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)"),
  PAIR(
      "INSERT INTO certificate_pair (certificate_id, place, family, leaf, issuers, sealed_key,"
          + " leaf_sha256, key_sha256, names, not_before, not_after)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
  IN_FORCE("UPDATE domain SET certificate_id = ?, version = ? WHERE id = ?"),
  TOUCH("UPDATE domain SET version = ? WHERE id = ?"),
  SPENT(
      "INSERT INTO acme_spent (authority, counted, subject, until_at, version)"
          + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (authority, counted, subject)"
          + " DO UPDATE SET until_at = excluded.until_at, version = excluded.version");

  final String sql;

  Insert(String sql) {
    this.sql = sql;
  }
}
