package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Lifetimes that browsers refuse: for authorities' certificates the limits of the CA/Browser Forum
 * (BR §6.3.2) at their day of issue, for others 825 days, which Apple's systems ask of all.
 */
final class LifetimeCheck implements PairCheck {

  private static final int PRIVATE_DAYS = 825;
  private static final NavigableMap<Instant, Integer> DAYS_SINCE =
      new TreeMap<>(
          Map.of(
              Instant.MIN,
              1187,
              Instant.parse("2018-03-01T00:00:00Z"),
              PRIVATE_DAYS,
              Instant.parse("2020-09-01T00:00:00Z"),
              398,
              Instant.parse("2026-03-15T00:00:00Z"),
              200,
              Instant.parse("2027-03-15T00:00:00Z"),
              100,
              Instant.parse("2029-03-15T00:00:00Z"),
              47));

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    X509Certificate leaf = pair.leaf().certificate();
    Instant notBefore = leaf.getNotBefore().toInstant();
    Duration lifetime = Duration.between(notBefore, leaf.getNotAfter().toInstant());
    int days = limit(pair, options, notBefore);
    if (lifetime.compareTo(Duration.ofDays(days)) > 0) {
      findings.add(
          FindingCode.LIFETIME_TOO_LONG,
          pair.leaf().place(),
          "The certificate is valid for "
              + lifetime.toDays()
              + " days, and browsers accept at most "
              + days,
          "have it issued for a shorter time");
    }
  }

  private static int limit(FoundPair pair, ReadOptions options, Instant notBefore) {
    boolean isPrivate =
        Issuing.isSelfIssued(pair.leaf().certificate())
            || options.own().issued(pair.last().certificate());
    return isPrivate ? PRIVATE_DAYS : DAYS_SINCE.floorEntry(notBefore).getValue();
  }
}
