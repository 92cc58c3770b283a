package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Lifetimes that browsers refuse. */
final class LifetimeCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    X509Certificate leaf = pair.leaf().certificate();
    Instant notBefore = leaf.getNotBefore().toInstant();
    Duration lifetime = Duration.between(notBefore, leaf.getNotAfter().toInstant());
    boolean isPrivate = isPrivate(pair, options);
    LifetimeLimit limit = LifetimeLimit.ofPublic(notBefore);
    int days = isPrivate ? LifetimeLimit.OF_PRIVATE_AUTHORITIES : limit.days();
    if (lifetime.compareTo(Duration.ofDays(days)) > 0) {
      findings.add(
          FindingCode.LIFETIME_TOO_LONG,
          pair.leaf().place(),
          "The certificate is valid for "
              + lifetime.toDays()
              + " days, and "
              + (isPrivate
                  ? "Apple's systems accept at most " + days
                  : "browsers accept at most " + days + since(limit)),
          "have it issued for a shorter time");
    }
  }

  private static String since(LifetimeLimit limit) {
    return limit.from().equals(Instant.MIN)
        ? ""
        : " of what was issued since " + Words.day(limit.from());
  }

  /** Where the issuer is missing, it is most likely one that everybody knows. */
  private static boolean isPrivate(FoundPair pair, ReadOptions options) {
    KnownRoots roots = options.roots();
    return Issuing.isSelfIssued(pair.leaf().certificate())
        || options.own().issued(pair.last().certificate())
        || (!roots.areUnknown()
            && !pair.issuers().isEmpty()
            && !roots.issued(pair.last().certificate()));
  }
}
