package io.treeline.acme.plan;

import java.time.Duration;

/** Numbers that look drawn at random and are the same for the same seed, on every server. */
final class Spread {

  private Spread() {}

  /** A number in [0, 1). Different uses of one seed take different salts. */
  static double unit(long seed, long salt) {
    return (mix(seed ^ mix(salt)) >>> 11) * 0x1.0p-53;
  }

  /** A number in [start, end); the start where they are one. */
  static long within(long start, long end, long seed, long salt) {
    return start + (long) ((end - start) * unit(seed, salt));
  }

  /** A length between (1 - share) and (1 + share) of the given one. */
  static Duration around(Duration length, double share, long seed, long salt) {
    double factor = 1 - share + 2 * share * unit(seed, salt);
    return Duration.ofMillis(Math.round(length.toMillis() * factor));
  }

  /** The finisher of SplitMix64: every bit of the input changes half of the output's. */
  static long mix(long number) {
    long mixed = number + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
