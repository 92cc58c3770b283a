package io.treeline.core.cert;

import java.time.Instant;
import java.util.List;

/**
 * How long a certificate may be valid that was issued from a day on, for browsers to accept it.
 *
 * @param from the first day; {@link Instant#MIN} for ever
 * @param days the most days
 */
record LifetimeLimit(Instant from, int days) {

  /** What Apple's systems ask of certificates of any authority, also of an own one. */
  static final int OF_PRIVATE_AUTHORITIES = 825;

  /** For authorities that clients know (CA/B BR §6.3.2), the latest first. */
  static final List<LifetimeLimit> OF_PUBLIC_AUTHORITIES =
      List.of(
          since("2029-03-15", 47),
          since("2027-03-15", 100),
          since("2026-03-15", 200),
          since("2020-09-01", 398),
          since("2018-03-01", 825),
          new LifetimeLimit(Instant.MIN, 1187));

  private static LifetimeLimit since(String day, int days) {
    return new LifetimeLimit(Instant.parse(day + "T00:00:00Z"), days);
  }

  /** The one in force at the day of issue. */
  static LifetimeLimit ofPublic(Instant issued) {
    return OF_PUBLIC_AUTHORITIES.stream()
        .filter(each -> !issued.isBefore(each.from()))
        .findFirst()
        .orElseThrow();
  }
}
