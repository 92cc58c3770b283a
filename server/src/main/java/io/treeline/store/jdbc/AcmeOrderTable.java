package io.treeline.store.jdbc;

import io.treeline.store.AcmeOrderRow;
import io.treeline.store.NewAcmeOrder;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Orders under way at authorities. */
final class AcmeOrderTable {

  /** A change that adds more orders than this would give an id twice. */
  private static final long ORDERS_IN_A_CHANGE = 1_000;

  private final Sql sql;
  private final SecretBox box;

  AcmeOrderTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  List<AcmeOrderRow> ofDomain(long domainId) {
    return sql.list(
        "SELECT id, domain_id, account_id, names, key_type, profile, challenge, replaces, step,"
            + " location, CASE WHEN sealed_key IS NULL THEN 0 ELSE 1 END AS has_key, chain,"
            + " began_at, stepped_at FROM acme_order WHERE domain_id = ? ORDER BY id",
        AcmeOrderTable::row,
        domainId);
  }

  void domains(LongConsumer ids) {
    sql.each(
        "SELECT DISTINCT domain_id FROM acme_order ORDER BY domain_id",
        row -> ids.accept(row.getLong(1)));
  }

  byte @Nullable [] key(long id) {
    return sql.<byte @Nullable []>first(
        "SELECT domain_id, sealed_key FROM acme_order WHERE id = ?",
        row -> opened(Bond.acmeOrderKey(row.getLong(1), id), row.getBytes(2)),
        id);
  }

  /** Numbers of changes only rise, so an id is never used again after its row is gone. */
  long add(NewAcmeOrder order, long version) {
    long id =
        Math.max(
            1 + sql.number("SELECT COALESCE(MAX(id), 0) FROM acme_order"),
            version * ORDERS_IN_A_CHANGE);
    sql.update(
        "INSERT INTO acme_order (id, domain_id, account_id, names, key_type, profile, replaces,"
            + " step, began_at, stepped_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        order.domainId(),
        order.accountId(),
        String.join(" ", order.names()),
        order.keyType(),
        order.profile(),
        order.replaces(),
        order.step(),
        order.began(),
        order.began(),
        version);
    return id;
  }

  boolean update(AcmeOrderRow row, long version) {
    return sql.update(
            "UPDATE acme_order SET account_id = ?, challenge = ?, replaces = ?, step = ?,"
                + " location = ?, chain = ?, stepped_at = ?, version = ? WHERE id = ?",
            row.accountId(),
            row.challenge(),
            row.replaces(),
            row.step(),
            row.location() == null ? null : row.location().toString(),
            row.chainDer() == null ? null : DerSequences.joined(row.chainDer()),
            row.stepped(),
            version,
            row.id())
        > 0;
  }

  boolean putKey(long id, long domainId, byte[] pkcs8, long version) {
    return sql.update(
            "UPDATE acme_order SET sealed_key = ?, version = ? WHERE id = ? AND domain_id = ?",
            box.seal(Bond.acmeOrderKey(domainId, id), pkcs8),
            version,
            id,
            domainId)
        > 0;
  }

  boolean remove(long id) {
    return sql.update("DELETE FROM acme_order WHERE id = ?", id) > 0;
  }

  private byte @Nullable [] opened(Bond bond, byte @Nullable [] sealed) {
    try {
      return sealed == null ? null : box.open(bond, sealed);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static AcmeOrderRow row(ResultSet row) throws SQLException {
    String location = row.getString("location");
    byte[] chain = row.getBytes("chain");
    return new AcmeOrderRow(
        row.getLong("id"),
        row.getLong("domain_id"),
        row.getLong("account_id"),
        List.of(row.getString("names").split(" ")),
        row.getString("key_type"),
        row.getString("profile"),
        row.getString("challenge"),
        row.getString("replaces"),
        row.getString("step"),
        location == null ? null : URI.create(location),
        row.getInt("has_key") != 0,
        chain == null ? null : DerSequences.split(chain),
        Sql.instant(row, "began_at"),
        Sql.instant(row, "stepped_at"));
  }
}
