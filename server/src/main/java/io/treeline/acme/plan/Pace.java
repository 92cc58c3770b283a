package io.treeline.acme.plan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps the load of a large installation even. Not safe for several threads.
 *
 * <p>Certificates that were issued in a burst come due in a burst, one lifetime after another, and
 * leave a gap where the others were. So renewals that can wait get little more than the even rate,
 * and where less than that are due, others are drawn ahead. What an outage or a wave of revocations
 * leaves behind is within the bounds after one round, instead of coming back with each. Both sides
 * are token buckets of an hour: noise of minutes passes.
 *
 * <p>A renewal that waits is given a place behind those that wait already, and keeps it. So each is
 * asked about twice at most, however long the queue.
 *
 * <p>A load of under a thousand a day is left as it comes: nobody feels its bursts, and people
 * would wonder why a certificate of last week was renewed.
 */
final class Pace {

  private static final double LEAST_A_DAY = 1_000;
  private static final double CEILING = 1.05;
  private static final double FLOOR = 0.95;
  private static final long MICROS_A_DAY = 86_400_000_000L;
  private static final long MICROS_A_MILLI = 1_000;
  private static final long HOUR = MICROS_A_DAY / 24;

  private final Map<Long, Long> places = new HashMap<>();
  private double perDay;
  private String words = "";
  private Bucket ceiling = new Bucket(1, 1);
  private Bucket floor = new Bucket(1, 1);
  private long ceilingFullAt;
  private long floorFullAt;

  /** How many renewals a day there would be if they were even. */
  void even(double renewalsPerDay) {
    perDay = renewalsPerDay;
    words = String.format(Locale.ROOT, "an even load of %,.0f renewals a day", perDay);
    if (isActive()) {
      ceiling = bucket(perDay * CEILING);
      floor = bucket(perDay * FLOOR);
    }
  }

  /** From when a renewal may go, behind those that wait already. In milliseconds. */
  long available(long domainId, int orders, long now) {
    if (!isActive()) {
      return now;
    }
    Long place = places.get(domainId);
    if (place != null) {
      return ahead(now) > 0 ? now : place;
    }
    return ceiling.available(ceilingFullAt, orders) / MICROS_A_MILLI;
  }

  /** Keeps a place for a renewal that waits until then, unless it has one. */
  void keepPlace(long domainId, int orders, long until) {
    if (places.putIfAbsent(domainId, until) == null) {
      ceilingFullAt = ceiling.take(ceilingFullAt, orders, until * MICROS_A_MILLI);
    }
  }

  /** Counts a renewal that goes now. */
  void take(long domainId, int orders, long now) {
    if (!isActive()) {
      return;
    }
    long micros = now * MICROS_A_MILLI;
    if (places.remove(domainId) == null) {
      // What has to go above the ceiling is owed for an hour, no longer.
      long full = Math.min(ceiling.take(ceilingFullAt, orders, micros), micros + 2 * HOUR);
      ceilingFullAt = Math.max(ceilingFullAt, full);
    }
    floorFullAt = Math.min(floor.take(floorFullAt, orders, micros), micros + 2 * HOUR);
  }

  /** How many renewals may be drawn ahead now. */
  int ahead(long now) {
    if (!isActive()) {
      return 0;
    }
    long spent = Math.max(0, floorFullAt - now * MICROS_A_MILLI);
    return (int) Math.max(0, floor.size() - Math.ceilDiv(spent, floor.interval()));
  }

  /** Gives away the places of those that didn't come. */
  void forget(long now) {
    places.values().removeIf(until -> until < now - MICROS_A_DAY / MICROS_A_MILLI);
  }

  String words() {
    return words;
  }

  private boolean isActive() {
    return perDay >= LEAST_A_DAY;
  }

  private static Bucket bucket(double rate) {
    long interval = Math.max(1, (long) (MICROS_A_DAY / rate));
    return new Bucket(Math.max(1, HOUR / interval), interval);
  }
}
