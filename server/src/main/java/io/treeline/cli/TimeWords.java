package io.treeline.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as a person reads them: the instant, and how far away it is. */
final class TimeWords {

  private final Instant now;

  TimeWords(Instant now) {
    this.now = now;
  }

  /** Such as {@code 2027-02-03T10:00:00Z (in 71 days)}. */
  String of(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS) + " (" + distance(time) + ")";
  }

  /** The instant that JSON gives, as {@link #of(Instant)}. */
  String of(String iso) {
    return of(Instant.parse(iso));
  }

  /** Such as {@code in 71 days} or {@code 3 hours ago}. */
  String distance(Instant time) {
    Duration until = Duration.between(now, time);
    String amount = amount(until.abs());
    return until.isNegative() ? amount + " ago" : "in " + amount;
  }

  boolean isPast(Instant time) {
    return !time.isAfter(now);
  }

  private static String amount(Duration distance) {
    if (distance.toHours() >= 48) {
      return distance.toDays() + " days";
    }
    if (distance.toMinutes() >= 120) {
      return distance.toHours() + " hours";
    }
    if (distance.toSeconds() >= 120) {
      return distance.toMinutes() + " minutes";
    }
    return distance.toSeconds() == 1 ? "1 second" : distance.toSeconds() + " seconds";
  }
}
