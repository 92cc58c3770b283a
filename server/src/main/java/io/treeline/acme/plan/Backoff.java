package io.treeline.acme.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a domain is tried again after failures of its own: about 1 minute, 10 minutes, 100 minutes,
 * then a day later each time, a tenth more or less by the seed.
 *
 * <p>While a certificate runs out, no wait is longer than a quarter of what it has left, so that
 * several attempts still fit before its expiry; nor is one shorter than a minute.
 */
public final class Backoff {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final double JITTER = 0.1;
  private static final int ATTEMPTS_LEFT = 4;

  private Backoff() {}

  /**
   * The instant of the next attempt.
   *
   * @param failures how many attempts failed in a row, at least one
   * @param failedAt when the last of them did
   * @param notAfter when the certificate in force expires, null without one
   * @param seed any number that differs between domains
   */
  public static Instant next(
      int failures, Instant failedAt, @Nullable Instant notAfter, long seed) {
    Duration wait = Spread.around(plain(failures), JITTER, seed, failures);
    if (notAfter != null && notAfter.isAfter(failedAt)) {
      Duration share = Duration.between(failedAt, notAfter).dividedBy(ATTEMPTS_LEFT);
      wait = wait.compareTo(share) < 0 ? wait : longer(share, SHORTEST);
    }
    return failedAt.plus(wait);
  }

  private static Duration plain(int failures) {
    return switch (failures) {
      case 1 -> SHORTEST;
      case 2 -> SHORTEST.multipliedBy(10);
      case 3 -> SHORTEST.multipliedBy(100);
      default -> {
        if (failures < 1) {
          throw new IllegalArgumentException("failures: " + failures + " (expected: >= 1)");
        }
        yield LONGEST;
      }
    };
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
