package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.store.CertificateRow;
import io.treeline.store.ExpiryRow;
import io.treeline.store.HeldKey;
import io.treeline.store.Material;
import io.treeline.store.NewCertificate;
import io.treeline.store.NewPair;
import io.treeline.store.UnusableValueException;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Certificates and their history. A row's domain 0 is the installation, null in the table. */
final class CertificateTable {

  private static final String OF_DOMAIN = "WHERE c.domain_id = ? ";
  private static final String OF_INSTALLATION = "WHERE c.domain_id IS NULL ";
  private static final String NEWEST_FIRST = "ORDER BY c.id DESC, p.place";

  /** A certificate by one of its leaves. */
  private static final String EXPIRY =
      "SELECT DISTINCT c.id AS id, c.domain_id, c.source, top.leaf_sha256,"
          + " (SELECT MAX(b.not_before) FROM certificate_pair b WHERE b.certificate_id = c.id)"
          + " AS not_before,"
          + " (SELECT MIN(a.not_after) FROM certificate_pair a WHERE a.certificate_id = c.id)"
          + " AS not_after,"
          + " d.window_start, d.window_end, d.window_reason"
          + " FROM certificate_pair p JOIN certificate c ON c.id = p.certificate_id"
          + " JOIN certificate_pair top ON top.certificate_id = c.id AND top.place = 0"
          + " LEFT JOIN acme_domain d ON d.domain_id = c.domain_id AND d.certificate_id = c.id"
          + " WHERE c.in_force_until IS NULL ";

  private static final String SOONEST_FIRST = " ORDER BY not_after, id";

  private final Sql sql;
  private final SecretBox box;

  CertificateTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  @Nullable CertificateRow byId(CertificateId id) {
    return firstOf(rows("WHERE c.id = ? " + NEWEST_FIRST, id));
  }

  List<CertificateRow> history(long domainId) {
    return domainId == 0
        ? rows(OF_INSTALLATION + NEWEST_FIRST)
        : rows(OF_DOMAIN + NEWEST_FIRST, domainId);
  }

  @Nullable CertificateRow inForceForInstallation() {
    return firstOf(rows(OF_INSTALLATION + "AND c.in_force_until IS NULL " + NEWEST_FIRST));
  }

  void expiringBefore(Instant instant, Consumer<ExpiryRow> rows) {
    sql.each(
        EXPIRY + "AND p.not_after < ?" + SOONEST_FIRST, row -> rows.accept(expiry(row)), instant);
  }

  void nearExpiry(Instant instant, Instant now, Consumer<ExpiryRow> rows) {
    sql.each(
        EXPIRY
            + "AND p.not_after < ?"
            + " AND (c.source <> 'acme' OR p.not_after - (p.not_after - p.not_before) / 3 < ?)"
            + " UNION "
            + EXPIRY
            + "AND c.source = 'acme' AND d.window_start < ?"
            + SOONEST_FIRST,
        row -> rows.accept(expiry(row)),
        instant,
        now,
        now);
  }

  void locallyIssuedDue(Instant now, int limit, Consumer<ExpiryRow> rows) {
    sql.each(
        EXPIRY
            + "AND c.source = 'local-ca' AND p.not_after - (p.not_after - p.not_before) / 3 < ?"
            + SOONEST_FIRST
            + " LIMIT ?",
        row -> rows.accept(expiry(row)),
        now,
        limit);
  }

  private static ExpiryRow expiry(ResultSet row) throws SQLException {
    return new ExpiryRow(
        new CertificateId(row.getLong(1)),
        row.getLong(2),
        row.getString(3),
        Sql.fingerprint(row, "leaf_sha256"),
        Sql.instant(row, "not_before"),
        Sql.instant(row, "not_after"),
        AcmeDomainTable.window(row));
  }

  Material material(CertificateId id) {
    MaterialRows rows = new MaterialRows(id, box);
    sql.each(MaterialRows.SELECT, rows::take, id);
    return rows.material();
  }

  @Nullable HeldKey heldKey(Fingerprint keySha256, LongPredicate mayUse) {
    List<SealedKey> candidates =
        sql.list(
            "SELECT c.domain_id, p.sealed_key"
                + " FROM certificate_pair p JOIN certificate c ON c.id = p.certificate_id"
                + " WHERE p.key_sha256 = ? AND p.sealed_key IS NOT NULL ORDER BY c.id DESC",
            row -> new SealedKey(row.getLong(1), row.getBytes(2)),
            keySha256);
    for (SealedKey candidate : candidates) {
      byte[] pkcs8 = mayUse.test(candidate.domainId) ? candidate.open(box, keySha256) : null;
      if (pkcs8 != null) {
        return new HeldKey(candidate.domainId, pkcs8);
      }
    }
    return null;
  }

  /** The id of the value in force for a domain, or for the installation under 0; 0 for none. */
  long inForce(long domainId) {
    Long id =
        domainId == 0
            ? sql.first(
                "SELECT id FROM certificate WHERE domain_id IS NULL AND in_force_until IS NULL",
                row -> row.getLong(1))
            : sql.first(
                "SELECT certificate_id FROM domain WHERE id = ?", row -> row.getLong(1), domainId);
    return id == null ? 0 : id;
  }

  /** Whether a stored value is the given one, and can be served. */
  boolean isSame(CertificateId id, NewCertificate given) {
    CertificateRow stored = byId(id);
    return stored != null && new SameValue(stored).as(given) && opens(id);
  }

  void insert(long id, long domainId, NewCertificate given, long version) {
    sql.later(
        Insert.CERTIFICATE,
        id,
        domainId == 0 ? null : (Long) domainId,
        given.header(),
        given.source(),
        given.from(),
        given.by(),
        version);
    int place = 0;
    for (NewPair pair : given.pairs()) {
      insertPair(id, place, domainId, pair);
      place++;
    }
  }

  void retire(long id, Instant until, long version) {
    sql.update(
        "UPDATE certificate SET in_force_until = ?, version = ? WHERE id = ?", until, version, id);
  }

  void putInForce(long domainId, @Nullable Long id, long version) {
    sql.later(Insert.IN_FORCE, id, version, domainId);
  }

  long forgetKeys(Instant retiredBefore) {
    return sql.update(
        "UPDATE certificate_pair SET sealed_key = NULL WHERE sealed_key IS NOT NULL"
            + " AND certificate_id IN (SELECT id FROM certificate WHERE in_force_until < ?)",
        retiredBefore);
  }

  private void insertPair(long id, int place, long domainId, NewPair pair) {
    List<byte[]> chain = pair.chainDer();
    sql.later(
        Insert.PAIR,
        id,
        place,
        pair.family(),
        chain.getFirst(),
        DerSequences.joined(chain.subList(1, chain.size())),
        box.seal(Bond.certificateKey(domainId, pair.keySha256()), pair.pkcs8()),
        pair.leafSha256(),
        pair.keySha256(),
        String.join("\n", pair.names()),
        pair.notBefore(),
        pair.notAfter());
  }

  private List<CertificateRow> rows(String where, @Nullable Object... params) {
    CertificateRows rows = new CertificateRows();
    sql.each(CertificateRows.SELECT + where, rows::take, params);
    return rows.all();
  }

  private static @Nullable CertificateRow firstOf(List<CertificateRow> rows) {
    return rows.isEmpty() ? null : rows.getFirst();
  }

  private boolean opens(CertificateId id) {
    try {
      material(id);
      return true;
    } catch (UnusableValueException e) {
      return false;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
  private record SealedKey(long domainId, byte[] sealed) {

    byte @Nullable [] open(SecretBox box, Fingerprint keySha256) {
      try {
        return box.open(Bond.certificateKey(domainId, keySha256), sealed);
      } catch (GeneralSecurityException e) {
        return null;
      }
    }
  }
}
