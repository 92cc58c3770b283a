package io.treeline.bench.renewal;

import java.time.Duration;

/** Something out of the ordinary. Immutable. */
sealed interface Event {

  /** Days after the start at which it begins. */
  int day();

  Duration length();

  /** What it is called in a table. */
  String words();

  /** The first instant after it, in milliseconds after the start. */
  default long end() {
    return Duration.ofDays(day()).plus(length()).toMillis();
  }

  /** The authority answers nobody. */
  record Outage(int day, Duration length) implements Event {
    @Override
    public String words() {
      return length.toHours() < 48
          ? "outage of " + length.toHours() + " hours"
          : "outage of " + length.toDays() + " days";
    }
  }

  /** All certificates are to be renewed within that length, beginning now. */
  record WindowsMoved(int day, Duration length) implements Event {
    @Override
    public String words() {
      return length.toHours() < 48
          ? "all windows moved to the next " + length.toHours() + " hours"
          : "all windows moved to the next " + length.toDays() + " days";
    }
  }
}
