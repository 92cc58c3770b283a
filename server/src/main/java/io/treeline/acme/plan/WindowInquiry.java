package io.treeline.acme.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an authority is asked for a certificate's renewal window (RFC 9773 §4.3): twice a day, not
 * before it wants to be asked, and spread so that a million certificates don't ask at once.
 */
public final class WindowInquiry {

  private static final Duration USUAL = Duration.ofHours(12);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration AFTER_TROUBLE = Duration.ofHours(1);
  private static final double JITTER = 0.05;

  private WindowInquiry() {}

  /** The first time after a certificate was issued: evenly within half a day. */
  public static Instant first(Instant issued, long seed) {
    return issued.plusMillis(Spread.within(0, USUAL.toMillis(), seed, 2));
  }

  /**
   * The next time after an answer.
   *
   * @param asked when it came
   * @param notBefore what the answer's {@code Retry-After} comes to, null without one; of what is
   *     more than a day away a day is kept, as the RFC has it
   */
  public static Instant afterAnswer(Instant asked, @Nullable Instant notBefore, long seed) {
    Instant usual = asked.plus(Spread.around(USUAL, JITTER, seed, asked.getEpochSecond()));
    if (notBefore == null || !notBefore.isAfter(usual)) {
      return usual;
    }
    Instant last = asked.plus(LONGEST);
    return notBefore.isBefore(last) ? notBefore : last;
  }

  /** The next time after there was no answer: about an hour later. */
  public static Instant afterTrouble(Instant asked, long seed) {
    return asked.plus(Spread.around(AFTER_TROUBLE, 0.25, seed, asked.getEpochSecond()));
  }
}
