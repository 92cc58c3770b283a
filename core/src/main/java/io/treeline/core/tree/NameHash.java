package io.treeline.core.tree;

import java.security.SecureRandom;

/**
 * The hash of a name, taken from its right end, so that one pass over a name yields the hash of
 * each of its parent names on the way.
 *
 * <p>The multiplier is drawn at each start: names are chosen by tenants, and one of them must not
 * be able to put a million names into one bucket. (A polynomial modulo 2⁶⁴ has collisions that hold
 * for any multiplier only from 1,024 characters on; a name has at most 253.)
 */
final class NameHash {

  private static final long MULTIPLIER = new SecureRandom().nextLong() | 1;

  private NameHash() {}

  /** The state before the last character of a name. */
  static final long EMPTY = 0x9E3779B97F4A7C15L;

  /** The state once one more character, to the left, was taken in. */
  static long step(long state, char c) {
    return (state + c) * MULTIPLIER;
  }

  /** The hash of the name that was taken in. */
  static int finish(long state) {
    long h = state ^ (state >>> 32);
    h *= 0xD6E8FEB86659FD93L;
    return (int) (h >>> 32);
  }

  static int of(String name) {
    long state = EMPTY;
    for (int i = name.length() - 1; i >= 0; i--) {
      state = step(state, name.charAt(i));
    }
    return finish(state);
  }
}
