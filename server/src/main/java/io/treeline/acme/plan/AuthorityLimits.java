package io.treeline.acme.plan;

import static io.treeline.acme.plan.Counted.ACCOUNT_ORDERS;
import static io.treeline.acme.plan.Counted.FAILURES;
import static io.treeline.acme.plan.Counted.FAILURES_IN_A_ROW;
import static io.treeline.acme.plan.Counted.NAME_SET;
import static io.treeline.acme.plan.Counted.REGISTERED_DOMAIN;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of an authority's limits. Of one that isn't listed nothing is known, and only what
 * it says by itself (429, {@code Retry-After}) is obeyed. Immutable.
 *
 * <p>Let's Encrypt counts with token buckets, so in any stretch of time as many are allowed as the
 * bucket holds and come back meanwhile. It exempts a renewal from all limits if the order names
 * what it replaces and is made inside the announced window, and one for the same names as those of
 * a certificate of the last 120 days from the limits that are marked here.
 *
 * @param limits the empty list where nothing is known
 */
record AuthorityLimits(List<Limit> limits) {

  private static final AuthorityLimits UNKNOWN = new AuthorityLimits(List.of());

  // https://letsencrypt.org/docs/rate-limits/ and /docs/staging-environment/, of 2026-08-05.
  private static final Map<String, AuthorityLimits> KNOWN =
      Map.of(
          "acme-v02.api.letsencrypt.org",
          new AuthorityLimits(
              List.of(
                  new Limit(ACCOUNT_ORDERS, 300, Duration.ofHours(3), true),
                  new Limit(REGISTERED_DOMAIN, 50, Duration.ofDays(7), true),
                  new Limit(NAME_SET, 5, Duration.ofDays(7), false),
                  new Limit(FAILURES, 5, Duration.ofHours(1), false),
                  new Limit(FAILURES_IN_A_ROW, 1_152, Duration.ofDays(1_152), false))),
          "acme-staging-v02.api.letsencrypt.org",
          new AuthorityLimits(
              List.of(
                  new Limit(ACCOUNT_ORDERS, 1_500, Duration.ofHours(3), true),
                  new Limit(NAME_SET, 30_000, Duration.ofDays(7), false),
                  new Limit(FAILURES, 200, Duration.ofHours(1), false))));

  /** The same, with what was agreed in place of what holds for everybody. */
  AuthorityLimits with(Collection<AgreedLimit> agreed) {
    Map<Counted, Limit> all = new EnumMap<>(Counted.class);
    limits.forEach(limit -> all.put(limit.counted(), limit));
    for (AgreedLimit each : agreed) {
      Limit usual = all.get(each.counted());
      boolean sameNamesExempt = usual != null && usual.sameNamesExempt();
      all.put(
          each.counted(), new Limit(each.counted(), each.count(), each.period(), sameNamesExempt));
    }
    return new AuthorityLimits(List.copyOf(all.values()));
  }

  /** The limits of the authority with that host (and port, where it isn't the usual one). */
  static AuthorityLimits of(String authority) {
    return KNOWN.getOrDefault(authority, UNKNOWN);
  }
}
