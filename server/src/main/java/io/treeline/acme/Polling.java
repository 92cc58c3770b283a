package io.treeline.acme;

import io.treeline.acme.AuthorityException.Busy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something of an authority's until it has changed: soon at first, then when the authority
 * says ({@code Retry-After}), and not for ever. For one thread.
 */
final class Polling {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration RETURN = Duration.ofMinutes(1);

  private final Pause pause;
  private final InstantSource clock;
  private final long began = Pause.nowNanos();
  private int looks;
  private @Nullable Instant retryAfter;

  Polling(Pause pause, InstantSource clock) {
    this.pause = pause;
    this.clock = clock;
  }

  /** Notes that it hadn't changed, and when the authority would be asked again. */
  void looked(@Nullable Instant when) {
    looks++;
    retryAfter = when;
  }

  /**
   * Waits for the next look.
   *
   * @param what is waited for, such as {@code the certificate}
   * @throws Busy if that is too long, or the server stops
   */
  void next(String what) throws Busy {
    Duration wait = untilNext();
    if (Pause.passed(began, PATIENCE) || wait.compareTo(PATIENCE) > 0) {
      Instant now = clock.instant();
      Instant soonest = now.plus(RETURN);
      throw busy(
          "The authority takes its time for " + what + ".",
          retryAfter != null && retryAfter.isAfter(soonest) ? retryAfter : soonest);
    }
    if (!pause.of(wait)) {
      throw busy("The server stops.", clock.instant());
    }
  }

  private Duration untilNext() {
    Duration ours = FIRST.multipliedBy(1L << Math.min(looks, 10));
    Duration shorter = ours.compareTo(LONGEST) < 0 ? ours : LONGEST;
    if (retryAfter == null) {
      return shorter;
    }
    Duration theirs = Duration.between(clock.instant(), retryAfter);
    return theirs.compareTo(FIRST) > 0 ? theirs : FIRST;
  }

  private static Busy busy(String sentence, Instant until) {
    return new Busy(
        new Trouble("authority", sentence, "Nothing: the order goes on.", null), until, false);
  }
}
