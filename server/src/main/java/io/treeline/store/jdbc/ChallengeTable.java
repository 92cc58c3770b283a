package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.KeyFamily;
import io.treeline.core.cert.PairParts;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.challenge.Challenges;
import io.treeline.core.challenge.Challenges.Stand;
import io.treeline.core.name.DomainName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that await authorities. One that can't be unsealed is as good as none: the authority
 * doesn't find it, and the order tells why it failed.
 */
final class ChallengeTable {

  private static final Logger LOG = LoggerFactory.getLogger(ChallengeTable.class);

  private static final String HTTP = "http-01";
  private static final String TLS = "tls-alpn-01";
  private static final String DNS = "dns-01";

  private final Sql sql;
  private final SecretBox box;

  ChallengeTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  /** A row's key. */
  private record Key(String kind, String name, long mark) {

    static Key of(ChallengeAnswer answer) {
      return switch (answer) {
        case ChallengeAnswer.Http01 http -> new Key(HTTP, http.token(), 0);
        case ChallengeAnswer.TlsAlpn01 tls -> new Key(TLS, tls.name().text(), tls.id().value());
        case ChallengeAnswer.Dns01 dns -> new Key(DNS, dns.name().text(), digest(dns.value()));
      };
    }

    private static long digest(String value) {
      String hex = Fingerprint.of(value.getBytes(StandardCharsets.UTF_8)).hex();
      return Long.parseUnsignedLong(hex, 0, 16, 16);
    }

    Bond bond() {
      return Bond.challenge(kind, name, mark);
    }
  }

  Challenges all(Challenges known) {
    Stand stand =
        Objects.requireNonNull(
            sql.first(
                "SELECT COUNT(*), COALESCE(MAX(version), 0) FROM challenge",
                row -> new Stand(row.getLong(1), row.getLong(2))));
    if (stand.equals(known.stand())) {
      return known;
    }
    Challenges.Builder builder = Challenges.at(stand);
    sql.each(
        "SELECT kind, name, mark, sealed_answer FROM challenge ORDER BY version, kind, name, mark",
        row -> take(row, builder));
    return builder.build();
  }

  private void take(ResultSet row, Challenges.Builder builder) throws SQLException {
    Key key = new Key(row.getString(1), row.getString(2), row.getLong(3));
    if (key.kind.equals(TLS)) {
      builder.tlsAlpn01(DomainName.ofStored(key.name), new CertificateId(key.mark));
      return;
    }
    byte[] answer = open(key, row.getBytes(4));
    if (answer == null) {
      return;
    }
    String text = new String(answer, StandardCharsets.UTF_8);
    if (key.kind.equals(HTTP)) {
      builder.http01(key.name, text);
    } else if (key.kind.equals(DNS)) {
      builder.dns01(DomainName.ofStored(key.name), text);
    }
  }

  @Nullable PairParts pair(CertificateId id) {
    return sql.first(
        "SELECT kind, name, mark, sealed_answer FROM challenge WHERE kind = ? AND mark = ?",
        row -> {
          Key key = new Key(row.getString(1), row.getString(2), row.getLong(3));
          byte[] answer = open(key, row.getBytes(4));
          return answer == null ? null : pairOf(answer);
        },
        TLS,
        id.value());
  }

  List<ChallengeAnswer.Dns01> expiredRecords(Instant now) {
    List<ChallengeAnswer.Dns01> expired = new ArrayList<>();
    sql.each(
        "SELECT kind, name, mark, sealed_answer FROM challenge WHERE expires_at < ? AND kind = ?",
        row -> {
          Key key = new Key(row.getString(1), row.getString(2), row.getLong(3));
          byte[] answer = open(key, row.getBytes(4));
          if (answer != null) {
            String value = new String(answer, StandardCharsets.UTF_8);
            expired.add(new ChallengeAnswer.Dns01(DomainName.ofStored(key.name), value));
          }
        },
        now,
        DNS);
    return expired;
  }

  void put(ChallengeAnswer answer, Instant expires, long version) {
    Key key = Key.of(answer);
    sql.update(
        "INSERT INTO challenge (kind, name, mark, sealed_answer, expires_at, version)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, name, mark) DO UPDATE SET"
            + " sealed_answer = excluded.sealed_answer, expires_at = excluded.expires_at,"
            + " version = excluded.version",
        key.kind,
        key.name,
        key.mark,
        box.seal(key.bond(), octets(answer)),
        expires,
        version);
  }

  boolean remove(ChallengeAnswer answer) {
    Key key = Key.of(answer);
    return sql.update(
            "DELETE FROM challenge WHERE kind = ? AND name = ? AND mark = ?",
            key.kind,
            key.name,
            key.mark)
        > 0;
  }

  long removeExpired(Instant now) {
    return sql.update("DELETE FROM challenge WHERE expires_at < ? AND kind <> ?", now, DNS);
  }

  private byte @Nullable [] open(Key key, byte[] sealed) {
    try {
      return box.open(key.bond(), sealed);
    } catch (GeneralSecurityException e) {
      LOG.warn(
          "acme.challenge.unreadable The answer to a {} challenge for {} can't be unsealed; its order"
              + " will fail and be tried again.",
          key.kind,
          key.name);
      return null;
    }
  }

  private static byte[] octets(ChallengeAnswer answer) {
    return switch (answer) {
      case ChallengeAnswer.Http01 http -> http.keyAuthorization().getBytes(StandardCharsets.UTF_8);
      case ChallengeAnswer.Dns01 dns -> dns.value().getBytes(StandardCharsets.UTF_8);
      case ChallengeAnswer.TlsAlpn01 tls -> {
        PairParts pair = tls.pair();
        List<byte[]> all = new ArrayList<>();
        all.add((pair.family().name() + "\n").getBytes(StandardCharsets.US_ASCII));
        all.add(pair.pkcs8());
        all.addAll(pair.chainDer());
        yield DerSequences.joined(all);
      }
    };
  }

  private static PairParts pairOf(byte[] octets) {
    int line = 0;
    while (octets[line] != '\n') {
      line++;
    }
    String family = new String(octets, 0, line, StandardCharsets.US_ASCII);
    List<byte[]> all = DerSequences.split(Arrays.copyOfRange(octets, line + 1, octets.length));
    return new PairParts(KeyFamily.valueOf(family), all.subList(1, all.size()), all.getFirst());
  }
}
