package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.store.CertificateRow;
import io.treeline.store.PairRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers certificates from rows of which each is one pair. */
final class CertificateRows {

  static final String SELECT =
      "SELECT c.id, c.domain_id, c.header, c.source, c.in_force_from, c.in_force_until, c.put_by, p.family,"
          + " p.leaf, p.issuers, p.leaf_sha256, p.key_sha256, p.names, p.not_before, p.not_after,"
          + " CASE WHEN p.sealed_key IS NULL THEN 0 ELSE 1 END AS has_key"
          + " FROM certificate c JOIN certificate_pair p ON p.certificate_id = c.id ";

  private final List<CertificateRow> gathered = new ArrayList<>();

  /** Takes the next row; those of one certificate come together, in their order. */
  void take(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    PairRow pair = pair(row);
    if (!gathered.isEmpty() && gathered.getLast().id().value() == id) {
      gathered.add(with(gathered.removeLast(), pair));
    } else {
      gathered.add(certificate(row, id, pair));
    }
  }

  List<CertificateRow> all() {
    return gathered;
  }

  private static CertificateRow certificate(ResultSet row, long id, PairRow pair)
      throws SQLException {
    @Nullable Instant until = Sql.instantOrNull(row, "in_force_until");
    return new CertificateRow(
        new CertificateId(id),
        row.getLong("domain_id"),
        row.getString("header"),
        List.of(pair),
        row.getString("source"),
        Sql.instant(row, "in_force_from"),
        until,
        row.getString("put_by"));
  }

  private static CertificateRow with(CertificateRow one, PairRow pair) {
    List<PairRow> pairs = new ArrayList<>(one.pairs());
    pairs.add(pair);
    return new CertificateRow(
        one.id(),
        one.domainId(),
        one.header(),
        pairs,
        one.source(),
        one.from(),
        one.until(),
        one.by());
  }

  private static PairRow pair(ResultSet row) throws SQLException {
    String names = row.getString("names");
    return new PairRow(
        row.getString("family"),
        chain(row),
        Sql.fingerprint(row, "leaf_sha256"),
        Sql.fingerprint(row, "key_sha256"),
        names.isEmpty() ? List.of() : List.of(names.split("\n", -1)),
        Sql.instant(row, "not_before"),
        Sql.instant(row, "not_after"),
        row.getInt("has_key") == 1);
  }

  /** The chain, or what can be read of it: a damaged row must not hide the rest of a history. */
  private static List<byte[]> chain(ResultSet row) throws SQLException {
    List<byte[]> chain = new ArrayList<>();
    chain.add(row.getBytes("leaf"));
    try {
      chain.addAll(DerSequences.split(row.getBytes("issuers")));
    } catch (IllegalArgumentException e) {
      return chain;
    }
    return chain;
  }
}
