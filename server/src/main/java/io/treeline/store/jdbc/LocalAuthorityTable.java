package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;
import io.treeline.store.LocalAuthorityRow;
import io.treeline.store.NewLocalAuthority;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roots of the installation's own authority. */
final class LocalAuthorityTable {

  private final Sql sql;
  private final SecretBox box;

  LocalAuthorityTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  List<LocalAuthorityRow> all() {
    return sql.list(
        "SELECT root, root_sha256, in_force_from, in_force_until FROM local_authority"
            + " ORDER BY id DESC",
        row ->
            new LocalAuthorityRow(
                row.getBytes("root"),
                Sql.fingerprint(row, "root_sha256"),
                Sql.instant(row, "in_force_from"),
                Sql.instantOrNull(row, "in_force_until")));
  }

  byte @Nullable [] key(Fingerprint rootSha256) {
    byte[] sealed =
        sql.<byte @Nullable []>first(
            "SELECT sealed_key FROM local_authority WHERE root_sha256 = ?",
            row -> row.getBytes(1),
            rootSha256);
    try {
      return sealed == null ? null : box.open(Bond.localAuthorityKey(rootSha256), sealed);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  /** The key of the one before goes: it issues nothing any more. */
  void put(NewLocalAuthority made, long version) {
    sql.update(
        "UPDATE local_authority SET in_force_until = ?, sealed_key = NULL, version = ?"
            + " WHERE in_force_until IS NULL",
        made.from(),
        version);
    sql.update(
        "INSERT INTO local_authority (id, root, root_sha256, sealed_key, in_force_from, version)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        1 + sql.number("SELECT COALESCE(MAX(id), 0) FROM local_authority"),
        made.rootDer(),
        made.rootSha256(),
        box.seal(Bond.localAuthorityKey(made.rootSha256()), made.pkcs8()),
        made.from(),
        version);
  }
}
