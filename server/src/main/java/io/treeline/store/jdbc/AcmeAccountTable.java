package io.treeline.store.jdbc;

import io.treeline.store.AcmeAccountRow;
import io.treeline.store.NewAcmeAccount;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts at authorities. Those that ended stay, so that it is known whose an old order was. */
final class AcmeAccountTable {

  private static final String COLUMNS =
      "SELECT id, directory, holder, email, status, location, terms, made_at, ended_at,"
          + " CASE WHEN sealed_next_key IS NULL THEN 0 ELSE 1 END AS changing_key"
          + " FROM acme_account";

  private final Sql sql;
  private final SecretBox box;

  AcmeAccountTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  @Nullable AcmeAccountRow byId(long id) {
    return sql.<AcmeAccountRow>first(COLUMNS + " WHERE id = ?", AcmeAccountTable::row, id);
  }

  @Nullable AcmeAccountRow inForce(URI directory, String holder) {
    return sql.<AcmeAccountRow>first(
        COLUMNS + " WHERE directory = ? AND holder = ? AND ended_at IS NULL",
        AcmeAccountTable::row,
        directory.toString(),
        holder);
  }

  List<AcmeAccountRow> all() {
    return sql.list(COLUMNS + " ORDER BY id DESC", AcmeAccountTable::row);
  }

  byte @Nullable [] key(long id) {
    return opened(
        id,
        sql.<byte @Nullable []>first(
            "SELECT sealed_key FROM acme_account WHERE id = ?", row -> row.getBytes(1), id));
  }

  byte @Nullable [] nextKey(long id) {
    return opened(
        id,
        sql.<byte @Nullable []>first(
            "SELECT sealed_next_key FROM acme_account WHERE id = ?", row -> row.getBytes(1), id));
  }

  long add(NewAcmeAccount made, long version) {
    long id = 1 + sql.number("SELECT COALESCE(MAX(id), 0) FROM acme_account");
    sql.update(
        "INSERT INTO acme_account (id, directory, holder, email, status, sealed_key, made_at,"
            + " version) VALUES (?, ?, ?, ?, 'new', ?, ?, ?)",
        id,
        made.directory().toString(),
        made.holder(),
        made.email(),
        box.seal(Bond.acmeAccountKey(id), made.pkcs8()),
        made.made(),
        version);
    return id;
  }

  void update(AcmeAccountRow row, long version) {
    sql.update(
        "UPDATE acme_account SET email = ?, status = ?, location = ?, terms = ?, ended_at = ?,"
            + " version = ? WHERE id = ?",
        row.email(),
        row.status(),
        row.location() == null ? null : row.location().toString(),
        row.terms(),
        row.ended(),
        version,
        row.id());
  }

  void putNextKey(long id, byte @Nullable [] pkcs8, long version) {
    sql.update(
        "UPDATE acme_account SET sealed_next_key = ?, version = ? WHERE id = ?",
        pkcs8 == null ? null : box.seal(Bond.acmeAccountKey(id), pkcs8),
        version,
        id);
  }

  /** Both are sealed with the same bond, so the octets can move. */
  void takeNextKey(long id, long version) {
    sql.update(
        "UPDATE acme_account SET sealed_key = sealed_next_key, sealed_next_key = NULL, version = ?"
            + " WHERE id = ? AND sealed_next_key IS NOT NULL",
        version,
        id);
  }

  private byte @Nullable [] opened(long id, byte @Nullable [] sealed) {
    try {
      return sealed == null ? null : box.open(Bond.acmeAccountKey(id), sealed);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static AcmeAccountRow row(ResultSet row) throws SQLException {
    String location = row.getString("location");
    return new AcmeAccountRow(
        row.getLong("id"),
        URI.create(row.getString("directory")),
        row.getString("holder"),
        row.getString("email"),
        row.getString("status"),
        location == null ? null : URI.create(location),
        row.getString("terms"),
        row.getInt("changing_key") != 0,
        Sql.instant(row, "made_at"),
        Sql.instantOrNull(row, "ended_at"));
  }
}
