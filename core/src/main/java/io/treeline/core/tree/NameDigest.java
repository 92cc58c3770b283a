package io.treeline.core.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * What stands for a name in {@link NameIndex}: 122 bits, under a key that is drawn at each start.
 *
 * <p>The name's octets, seven at a time from the right, are the coefficients of a polynomial whose
 * value is taken at two secret places modulo 2⁶¹ - 1 (Carter and Wegman 1979). Two names of at most
 * 253 octets have at most 37 coefficients, so they agree at both places with a probability below
 * 2⁻¹⁰⁹, whoever chose them: no tenant can find a name that is taken for another's, nor fill one
 * part of a table. From right to left, so that one pass over a name yields the digest of each of
 * its parent names.
 */
record NameDigest(long first, long second) {

  /** What every value is below: a prime. */
  static final int BITS = 61;

  private static final long PRIME = (1L << BITS) - 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** In the lower half, so that one fold keeps every step within 63 bits. */
  private static final long FIRST_PLACE = RANDOM.nextLong(2, PRIME / 2);

  private static final long SECOND_PLACE = RANDOM.nextLong(2, PRIME / 2);

  /** Octets in a coefficient: as many as fit below the prime, with their number. */
  private static final int OCTETS = 7;

  private static final VarHandle EIGHT_OCTETS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The digest of a name in ASCII octets. */
  static NameDigest of(byte[] name) {
    long first = 1;
    long second = 1;
    int start = name.length;
    while (start > OCTETS) {
      start -= OCTETS;
      long coefficient = (long) EIGHT_OCTETS.get(name, start - 1) >>> Byte.SIZE;
      first = next(first, coefficient, FIRST_PLACE);
      second = next(second, coefficient, SECOND_PLACE);
    }
    return last(first, second, leftmost(name, 0, start));
  }

  /** The digests of a name's endings, from one pass over the name. Belongs to one thread. */
  static final class Endings {

    private final byte[] name;
    private final long[] firsts;
    private final long[] seconds;

    Endings(byte[] name) {
      this.name = name;
      int whole = (name.length - 1) / OCTETS;
      firsts = new long[whole + 1];
      seconds = new long[whole + 1];
      firsts[0] = 1;
      seconds[0] = 1;
      for (int i = 0; i < whole; i++) {
        long coefficient =
            (long) EIGHT_OCTETS.get(name, name.length - (i + 1) * OCTETS - 1) >>> Byte.SIZE;
        firsts[i + 1] = next(firsts[i], coefficient, FIRST_PLACE);
        seconds[i + 1] = next(seconds[i], coefficient, SECOND_PLACE);
      }
    }

    /** The digest of what the name is from an octet on, which is not its end. */
    NameDigest from(int start) {
      int whole = (name.length - start - 1) / OCTETS;
      int end = name.length - whole * OCTETS;
      return last(firsts[whole], seconds[whole], leftmost(name, start, end));
    }
  }

  /** The coefficient of one to seven octets at a name's beginning, told from others by its bits. */
  private static long leftmost(byte[] name, int start, int end) {
    int count = end - start;
    long octets = 0;
    if (start + Long.BYTES <= name.length) {
      octets = (long) EIGHT_OCTETS.get(name, start) & (1L << count * Byte.SIZE) - 1;
    } else {
      for (int i = end - 1; i >= start; i--) {
        octets = octets << Byte.SIZE | name[i];
      }
    }
    return octets | (long) count << OCTETS * Byte.SIZE;
  }

  private static NameDigest last(long first, long second, long coefficient) {
    return new NameDigest(
        reduced(next(first, coefficient, FIRST_PLACE)),
        reduced(next(second, coefficient, SECOND_PLACE)));
  }

  /** The next value modulo the prime, up to a multiple of it; below 2⁶² + 2⁵⁹ if the last was. */
  private static long next(long value, long coefficient, long place) {
    long x = value + coefficient;
    long high = Math.multiplyHigh(x, place);
    long low = x * place;
    return (low & PRIME) + (high << 3 | low >>> BITS);
  }

  private static long reduced(long x) {
    long once = (x & PRIME) + (x >>> BITS);
    return once >= PRIME ? once - PRIME : once;
  }
}
