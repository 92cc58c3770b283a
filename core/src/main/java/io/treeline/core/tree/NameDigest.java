package io.treeline.core.tree;

import java.security.SecureRandom;

/**
 * What stands for a name in {@link NameIndex}: 122 bits, under a key that is drawn at each start.
 *
 * <p>The name's labels, from the right, are the coefficients of a polynomial whose value is taken
 * at two secret places modulo 2⁶¹ - 1 (Carter and Wegman 1979). Two names of at most 253 octets
 * have at most 127 coefficients, so they agree at both places with a probability below 2⁻¹⁰⁸,
 * whoever chose them: no tenant can find a name that is taken for another's, nor fill one part of a
 * table. From right to left, so that one pass over a name yields the digest of each of its parent
 * names.
 */
record NameDigest(long first, long second) {

  /** What every value is below: a prime. */
  static final int BITS = 61;

  private static final long PRIME = (1L << BITS) - 1;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long FIRST_PLACE = RANDOM.nextLong(2, PRIME);
  private static final long SECOND_PLACE = RANDOM.nextLong(2, PRIME);

  static NameDigest of(String name) {
    Pass pass = new Pass();
    for (int i = name.length() - 1; i >= 0; i--) {
      pass.take(name.charAt(i));
    }
    return pass.digest();
  }

  /** The digest of a name in ASCII octets. */
  static NameDigest of(byte[] name) {
    Pass pass = new Pass();
    for (int i = name.length - 1; i >= 0; i--) {
      pass.take((char) name[i]);
    }
    return pass.digest();
  }

  /** One pass over a name, from its last character to its first. Belongs to one thread. */
  static final class Pass {

    private static final int OCTETS = 7;
    private static final long END_OF_LABEL = 1L << 59;

    private long first = 1;
    private long second = 1;
    private long octets;
    private int count;

    /** Takes the next character to the left. */
    void take(char c) {
      if (c == '.') {
        endLabel();
        return;
      }
      if (count == OCTETS) {
        absorb(coefficient());
      }
      octets = octets << 8 | c;
      count++;
    }

    /** The digest of what was taken, a whole name. */
    NameDigest digest() {
      long last = coefficient() | END_OF_LABEL;
      return new NameDigest(
          reduced(times(first + last, FIRST_PLACE)), reduced(times(second + last, SECOND_PLACE)));
    }

    private void endLabel() {
      absorb(coefficient() | END_OF_LABEL);
    }

    private long coefficient() {
      return octets | (long) count << 56;
    }

    private void absorb(long coefficient) {
      first = times(first + coefficient, FIRST_PLACE);
      second = times(second + coefficient, SECOND_PLACE);
      octets = 0;
      count = 0;
    }

    /** The product modulo the prime, up to a multiple of it; below 2⁶¹ + 8. */
    private static long times(long x, long place) {
      long high = Math.multiplyHigh(x, place);
      long low = x * place;
      long sum = (low & PRIME) + (high << 3 | low >>> BITS);
      return (sum & PRIME) + (sum >>> BITS);
    }

    private static long reduced(long x) {
      long once = (x & PRIME) + (x >>> BITS);
      return once >= PRIME ? once - PRIME : once;
    }
  }
}
