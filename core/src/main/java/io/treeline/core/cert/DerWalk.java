package io.treeline.core.cert;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One element of a DER encoding, and the tags of those inside it. One-octet tags only; the
 * indefinite lengths of BER (X.690 §8.1.3.6), which some programs write around containers, are
 * followed. Malformed content yields fewer children, never an exception.
 */
final class DerWalk {

  /** What {@link #lengthOf} says where the length isn't told. */
  static final int INDEFINITE = -1;

  private static final int MOST_CHILDREN = 16;
  private static final int DEEPEST = 32;
  private static final int CONSTRUCTED = 0x20;
  private static final int NO_LENGTH = 0x80;

  private final byte[] der;
  private final int tag;
  private final int from;
  private final int to;
  private final int end;

  private DerWalk(byte[] der, int tag, int from, int to, int end) {
    this.der = der;
    this.tag = tag;
    this.from = from;
    this.to = to;
    this.end = end;
  }

  /** The outermost element; null if there is none that is complete. Octets may follow it. */
  static @Nullable DerWalk over(byte[] der) {
    return over(der, 0);
  }

  /** The element that begins there; null if there is none that is complete. */
  static @Nullable DerWalk over(byte[] der, int from) {
    return at(der, from, der.length, 0);
  }

  /**
   * How many octets a sequence has of which these are the first, its tag and length included; 0 if
   * they don't begin one.
   */
  static int lengthOf(byte[] head) {
    if (head[0] != 0x30) {
      return 0;
    }
    int first = head[1] & 0xFF;
    if (first == NO_LENGTH) {
      return INDEFINITE;
    }
    int octets = first < NO_LENGTH ? 0 : first & 0x7F;
    return octets > 3 ? 0 : 2 + octets + number(head, octets == 0 ? 1 : 2, Math.max(octets, 1));
  }

  int tag() {
    return tag;
  }

  /** Where the element ends. */
  int end() {
    return end;
  }

  int[] childTags() {
    int[] tags = new int[MOST_CHILDREN];
    int count = 0;
    DerWalk child = at(der, from, to, 0);
    while (child != null && count < MOST_CHILDREN) {
      tags[count++] = child.tag;
      child = at(der, child.end, to, 0);
    }
    return Arrays.copyOf(tags, count);
  }

  int[] firstChildTags() {
    DerWalk first = at(der, from, to, 0);
    return first == null ? new int[0] : first.childTags();
  }

  private static @Nullable DerWalk at(byte[] der, int from, int limit, int depth) {
    if (limit - from < 2) {
      return null;
    }
    int tag = der[from] & 0xFF;
    int length = der[from + 1] & 0xFF;
    int content = from + 2;
    if (length == NO_LENGTH) {
      return indefinite(der, tag, content, limit, depth);
    }
    if (length > NO_LENGTH) {
      int octets = length & 0x7F;
      if (octets > 3 || limit - content < octets) {
        return null;
      }
      length = number(der, content, octets);
      content += octets;
    }
    int end = content + length;
    return end > limit ? null : new DerWalk(der, tag, content, end, end);
  }

  private static @Nullable DerWalk indefinite(
      byte[] der, int tag, int content, int limit, int depth) {
    if ((tag & CONSTRUCTED) == 0 || depth == DEEPEST) {
      return null;
    }
    int at = content;
    while (limit - at >= 2 && (der[at] != 0 || der[at + 1] != 0)) {
      DerWalk child = at(der, at, limit, depth + 1);
      if (child == null) {
        return null;
      }
      at = child.end;
    }
    return limit - at < 2 ? null : new DerWalk(der, tag, content, at, at + 2);
  }

  private static int number(byte[] der, int from, int octets) {
    int number = 0;
    for (int i = from; i < from + octets; i++) {
      number = (number << 8) | (der[i] & 0xFF);
    }
    return number;
  }
}
