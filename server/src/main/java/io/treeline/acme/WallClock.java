package io.treeline.acme;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the wall clock is to be trusted: it is compared with an authority's before the first
 * order, now and then, and whenever it moved otherwise than the time that passed (a step, or a
 * machine that was suspended). While it isn't, nothing is ordered or renewed, since a clock that is
 * a year ahead would have everything renewed at once.
 *
 * <p>An authority that can't be asked leaves it trusted, unless it had jumped. Safe for use by
 * several threads.
 */
final class WallClock {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration EVERY_WHILE_WRONG = Duration.ofMinutes(1);
  private static final Duration AFTER_JUMP = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final AuthorityTime authority;

  /** The moment of the last look, by both clocks. */
  private @Nullable Instant lastWall;

  private long lastNanos;
  private long nextCheckNanos;
  private boolean isChecked;
  private boolean hasJumped;
  private boolean isChecking;
  private @Nullable Trouble trouble;

  /**
   * @param nanos a clock that nobody sets, such as {@link System#nanoTime}
   */
  WallClock(InstantSource clock, LongSupplier nanos, AuthorityTime authority) {
    this.clock = clock;
    this.nanos = nanos;
    this.authority = authority;
    this.nextCheckNanos = nanos.getAsLong();
  }

  /**
   * Looks whether it jumped since the last look. Cheap; to be called every few seconds.
   *
   * @return what is to be said of a jump; null if there was none
   */
  synchronized @Nullable Trouble look() {
    Instant wall = clock.instant();
    long now = nanos.getAsLong();
    Trouble jumped = null;
    if (lastWall != null) {
      Duration apart = Duration.between(lastWall, wall).minusNanos(now - lastNanos).abs();
      if (apart.compareTo(TOLERANCE) > 0) {
        hasJumped = true;
        nextCheckNanos = now;
        jumped =
            new Trouble(
                "clock",
                "The clock of this server jumped by "
                    + words(apart)
                    + ", to "
                    + wall
                    + ": nothing is ordered or renewed until an authority confirms it.",
                "Look whether it is right; after a machine was suspended it is confirmed by itself.",
                null);
        trouble = jumped;
      }
    }
    lastWall = wall;
    lastNanos = now;
    return jumped;
  }

  /** Whether it should be compared now; who is told so has to {@link #check}. */
  synchronized boolean wantsCheck() {
    boolean wants = !isChecking && nanos.getAsLong() - nextCheckNanos >= 0;
    isChecking |= wants;
    return wants;
  }

  /** Compares it with the first of these authorities that answers. Blocks. */
  void check(List<URI> directories) {
    for (URI directory : directories) {
      try {
        Instant before = clock.instant();
        Instant theirs = authority.ask(directory);
        Instant ours = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        compared(directory, Duration.between(theirs, ours));
        return;
      } catch (IOException e) {
        // The next one may answer.
      }
    }
    unanswered();
  }

  /** Why it isn't to be trusted; null if it is. */
  synchronized @Nullable Trouble trouble() {
    return trouble;
  }

  /** Whether orders may be made: it was compared, or can't be. */
  synchronized boolean isTrusted() {
    return isChecked && trouble == null;
  }

  private synchronized void compared(URI directory, Duration ahead) {
    isChecking = false;
    isChecked = true;
    hasJumped = false;
    if (ahead.abs().compareTo(TOLERANCE) <= 0) {
      trouble = null;
      nextCheckNanos = nanos.getAsLong() + EVERY.toNanos();
      return;
    }
    nextCheckNanos = nanos.getAsLong() + EVERY_WHILE_WRONG.toNanos();
    trouble =
        new Trouble(
            "clock",
            "The clock of this server is "
                + words(ahead.abs())
                + (ahead.isNegative() ? " behind" : " ahead of")
                + " that of "
                + directory
                + ": nothing is ordered or renewed.",
            "Set it right, best by NTP; it is compared again every minute.",
            null);
  }

  private synchronized void unanswered() {
    isChecking = false;
    isChecked = true;
    Duration wait = hasJumped ? AFTER_JUMP : EVERY_WHILE_WRONG;
    nextCheckNanos = nanos.getAsLong() + wait.toNanos();
  }

  private static String words(Duration time) {
    long minutes = time.plusSeconds(30).toMinutes();
    if (minutes < 120) {
      return minutes + " minutes";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + " hours" : hours / 24 + " days";
  }
}
