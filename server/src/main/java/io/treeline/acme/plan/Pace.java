package io.treeline.acme.plan;

import java.util.Locale;

/**
 * Keeps the load of a large installation even. Not safe for several threads.
 *
 * <p>Certificates that were issued in a burst come due in a burst, one lifetime after another, and
 * leave a gap where the others were. So renewals that can wait get no more than a tenth above the
 * even rate, and where less than a twentieth below it are due, others are drawn ahead. A burst is
 * gone after one round. Both sides are token buckets of an hour: noise of minutes passes.
 *
 * <p>A load of under a thousand a day is left as it comes: nobody feels its bursts, and people
 * would wonder why a certificate of last week was renewed.
 */
final class Pace {

  private static final double LEAST_A_DAY = 1_000;
  private static final double CEILING = 1.10;
  private static final double FLOOR = 0.95;
  private static final long MICROS_A_DAY = 86_400_000_000L;
  private static final long MICROS_A_MILLI = 1_000;
  private static final long HOUR = MICROS_A_DAY / 24;

  private double perDay;
  private Bucket ceiling = new Bucket(1, 1);
  private Bucket floor = new Bucket(1, 1);
  private long ceilingFullAt;
  private long promisedFullAt;
  private long floorFullAt;

  /** How many renewals a day there would be if they were even. */
  void even(double renewalsPerDay) {
    perDay = renewalsPerDay;
    if (isActive()) {
      ceiling = bucket(CEILING);
      floor = bucket(FLOOR);
    }
  }

  boolean isActive() {
    return perDay >= LEAST_A_DAY;
  }

  /** Forgets what was promised to those that wait. */
  void begin() {
    promisedFullAt = ceilingFullAt;
  }

  /** From when a renewal fits under the ceiling. */
  long available(int orders) {
    return isActive() ? ceiling.available(promisedFullAt, orders) / MICROS_A_MILLI : Long.MIN_VALUE;
  }

  void promise(int orders, long at) {
    promisedFullAt = ceiling.take(promisedFullAt, orders, at * MICROS_A_MILLI);
  }

  /** Counts a renewal that goes now. */
  void take(int orders, long now) {
    if (isActive()) {
      long micros = now * MICROS_A_MILLI;
      boolean isPromised = promisedFullAt != ceilingFullAt;
      // What had to go above the ceiling is not owed for longer than an hour.
      ceilingFullAt = Math.min(ceiling.take(ceilingFullAt, orders, micros), micros + 2 * HOUR);
      promisedFullAt = isPromised ? promisedFullAt : ceilingFullAt;
      floorFullAt = Math.min(floor.take(floorFullAt, orders, micros), micros + 2 * HOUR);
    }
  }

  /** How many renewals may be drawn ahead now. */
  int ahead(long now) {
    if (!isActive()) {
      return 0;
    }
    long micros = now * MICROS_A_MILLI;
    long spent = Math.max(0, floorFullAt - micros);
    return (int) Math.max(0, (floor.size() * floor.interval() - spent) / floor.interval());
  }

  String words() {
    return String.format(Locale.ROOT, "an even load of %,.0f renewals a day", perDay);
  }

  private Bucket bucket(double share) {
    long interval = Math.max(1, (long) (MICROS_A_DAY / (perDay * share)));
    return new Bucket(Math.max(1, HOUR / interval), interval);
  }
}
