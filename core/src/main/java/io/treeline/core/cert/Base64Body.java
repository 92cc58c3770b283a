package io.treeline.core.cert;

import java.util.Arrays;
import java.util.Base64;

/** The Base64 between the two marks of a PEM block, with whatever white space got into it. */
final class Base64Body {

  private Base64Body() {}

  /** The offset of the first character that can't be Base64; -1 if all can. */
  static int firstWrong(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isBase64(c) && !isSpace(c)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * @throws IllegalArgumentException if the number of characters or the padding is wrong
   */
  static byte[] decode(String text, int from, int to) {
    byte[] dense = new byte[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        dense[count++] = (byte) c;
      }
    }
    return Base64.getDecoder().decode(Arrays.copyOf(dense, count));
  }

  static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }

  /** White space of any kind, and the marks without width that word processors leave. */
  static boolean isSpace(char c) {
    return switch (c) {
      case '\u0085', '\u00A0', '\u200B', '\u2028', '\u2029', '\uFEFF' -> true;
      default -> c <= ' ';
    };
  }
}
