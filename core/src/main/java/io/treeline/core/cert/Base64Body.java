package io.treeline.core.cert;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 as it stands in a text: with white space anywhere, and with what quoting puts around the
 * words of a line.
 */
final class Base64Body {

  /** What mails, shells, and programs put at the ends of lines. */
  private static final String AROUND_WORDS = ">|\"'`,;\\*#[](){}:";

  private final byte[] dense;
  private final int[] ends;
  private final int wrong;

  private Base64Body(byte[] dense, int[] ends, int wrong) {
    this.dense = dense;
    this.ends = ends;
    this.wrong = wrong;
  }

  /** Takes characters until there are so many, or one can't be Base64, or the range ends. */
  static Base64Body read(String text, int from, int to, int most) {
    int limit = Math.min(most, to - from);
    byte[] dense = new byte[limit];
    int[] ends = new int[limit];
    int count = 0;
    int at = from;
    while (at < to && count < limit) {
      char c = text.charAt(at);
      if (isBase64(c)) {
        dense[count] = (byte) c;
        ends[count++] = at + 1;
        at++;
      } else if (isSpace(c)) {
        at++;
      } else {
        int after = afterQuoting(text, at, from, to);
        if (after < 0) {
          return new Base64Body(Arrays.copyOf(dense, count), ends, at);
        }
        at = after;
      }
    }
    return new Base64Body(Arrays.copyOf(dense, count), ends, -1);
  }

  /** How many characters there are without white space. */
  int count() {
    return dense.length;
  }

  /** The index of the character that can't be Base64; -1 if none is. */
  int firstWrong() {
    return wrong;
  }

  /** The index in the text after that many characters. */
  int end(int characters) {
    return ends[characters - 1];
  }

  /**
   * @throws IllegalArgumentException if the number of characters or the padding is wrong
   */
  byte[] decode() {
    return Base64.getDecoder().decode(dense);
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
      case '\u00A0', '\u00AD', '\u1680', '\u202F', '\u205F', '\u2060', '\u3000', '\uFEFF' -> true;
      default ->
          c <= ' '
              || (c >= '\u007F' && c <= '\u009F')
              || (c >= '\u2000' && c <= '\u200F')
              || c == '\u2028'
              || c == '\u2029';
    };
  }

  /** Where a run of quoting at the beginning or the end of a word stops; -1 if it isn't that. */
  private static int afterQuoting(String text, int at, int from, int to) {
    int end = at;
    while (end < to && AROUND_WORDS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean begins = at == from || isSpace(text.charAt(at - 1));
    boolean ends = end == to || isSpace(text.charAt(end));
    // Two and more between words are a list of strings: "…","…".
    return end > at && (begins || ends || end - at > 1) ? end : -1;
  }
}
