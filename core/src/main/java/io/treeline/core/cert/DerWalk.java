package io.treeline.core.cert;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One element of a DER encoding, and the tags of those inside it. Definite lengths and one-octet
 * tags only. Malformed content yields fewer children, never an exception.
 */
final class DerWalk {

  private static final int MOST_CHILDREN = 16;

  private final byte[] der;
  private final int tag;
  private final int from;
  private final int to;

  private DerWalk(byte[] der, int tag, int from, int to) {
    this.der = der;
    this.tag = tag;
    this.from = from;
    this.to = to;
  }

  /** The outermost element; null if there is none that is complete. Octets may follow it. */
  static @Nullable DerWalk over(byte[] der) {
    return at(der, 0, der.length);
  }

  int tag() {
    return tag;
  }

  /** Where the element ends. */
  int end() {
    return to;
  }

  int[] childTags() {
    int[] tags = new int[MOST_CHILDREN];
    int count = 0;
    DerWalk child = at(der, from, to);
    while (child != null && count < MOST_CHILDREN) {
      tags[count++] = child.tag;
      child = at(der, child.to, to);
    }
    return Arrays.copyOf(tags, count);
  }

  int[] firstChildTags() {
    DerWalk first = at(der, from, to);
    return first == null ? new int[0] : first.childTags();
  }

  private static @Nullable DerWalk at(byte[] der, int from, int limit) {
    if (limit - from < 2) {
      return null;
    }
    int tag = der[from] & 0xFF;
    int length = der[from + 1] & 0xFF;
    int content = from + 2;
    if (length > 0x7F) {
      int octets = length & 0x7F;
      if (octets == 0 || octets > 3 || limit - content < octets) {
        return null;
      }
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = (length << 8) | (der[content++] & 0xFF);
      }
    }
    return length > limit - content ? null : new DerWalk(der, tag, content, content + length);
  }
}
