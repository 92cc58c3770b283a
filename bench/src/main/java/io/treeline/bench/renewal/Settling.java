package io.treeline.bench.renewal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the load goes back to even after something happened. Immutable.
 *
 * @param low the lowest load of a day, from the event to the end of catching up
 * @param peak the highest
 * @param days from the end of the event until every day stays within a fifth of even; until the
 *     next event, where it doesn't
 * @param least the lowest load of a day after that, until the next event
 * @param most the highest
 */
record Settling(String event, double low, double peak, double days, double least, double most) {

  /** How far from even a day may be. */
  static final double BAND = 0.2;

  /** The time before the first event, and after each of them. */
  static List<Settling> of(Course course, List<Event> events) {
    List<Settling> all = new ArrayList<>();
    int first = events.isEmpty() ? course.days() : events.getFirst().day();
    all.add(after("nothing", course, 0, 0, first));
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      int next = i + 1 < events.size() ? events.get(i + 1).day() : course.days();
      all.add(after(event.words(), course, event.day(), event.end(), next));
    }
    return all;
  }

  private static Settling after(String words, Course course, int from, long endMillis, int next) {
    int settled = next;
    while (settled > from && Math.abs(course.share(settled - 1) - 1) <= BAND) {
      settled--;
    }
    double low = Double.MAX_VALUE;
    double peak = 0;
    for (int day = from; day < Math.max(settled, from + 1); day++) {
      low = Math.min(low, course.share(day));
      peak = Math.max(peak, course.share(day));
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int day = settled; day < next; day++) {
      least = Math.min(least, course.share(day));
      most = Math.max(most, course.share(day));
    }
    double days = Math.max(0, settled - endMillis / (double) Duration.ofDays(1).toMillis());
    return new Settling(words, low, peak, days, least, most);
  }
}
