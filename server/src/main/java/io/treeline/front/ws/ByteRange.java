package io.treeline.front.ws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asked for (RFC 9110 §14). Immutable.
 *
 * @param first offset of the first octet
 * @param length number of octets; 0 means that nothing of the range exists
 */
record ByteRange(long first, long length) {

  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
  private static final ByteRange UNSATISFIABLE = new ByteRange(0, 0);

  /**
   * Reads a {@code Range} header.
   *
   * @return null where the whole file is to be sent: no range, several (which a server needn't
   *     honour), or something else that is none
   */
  static @Nullable ByteRange of(@Nullable String header, long size) {
    if (header == null) {
      return null;
    }
    Matcher range = ONE_RANGE.matcher(header.strip());
    if (!range.matches() || header.endsWith("=-")) {
      return null;
    }
    return range.group(1).isEmpty()
        ? lastOctets(Long.parseLong(range.group(2)), size)
        : between(Long.parseLong(range.group(1)), range.group(2), size);
  }

  private static ByteRange lastOctets(long wanted, long size) {
    long length = Math.min(wanted, size);
    return new ByteRange(size - length, length);
  }

  private static @Nullable ByteRange between(long first, String last, long size) {
    long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (first >= size) {
      return UNSATISFIABLE;
    }
    return end < first ? null : new ByteRange(first, end - first + 1);
  }

  boolean isSatisfiable() {
    return length > 0;
  }

  /** The value of {@code Content-Range}. */
  String describe(long size) {
    return isSatisfiable()
        ? "bytes " + first + "-" + (first + length - 1) + "/" + size
        : "bytes */" + size;
  }
}
