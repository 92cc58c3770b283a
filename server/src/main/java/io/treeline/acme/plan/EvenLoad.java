package io.treeline.acme.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * Sums up how many renewals a day the certificates of an installation come to, if they are even.
 * For one thread.
 */
public final class EvenLoad {

  private double perDay;

  /** Counts a certificate, with the orders that it takes. */
  public void add(Instant notBefore, Instant notAfter, int orders) {
    Duration kept = RenewalPlan.usuallyKept(Duration.between(notBefore, notAfter));
    if (kept.isPositive()) {
      perDay += orders * (double) Duration.ofDays(1).toMillis() / kept.toMillis();
    }
  }

  /** Renewals a day. */
  public double perDay() {
    return perDay;
  }
}
