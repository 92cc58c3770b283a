package io.treeline.core.cert;

import java.util.regex.Pattern;

/**
 * Takes the header out of what a paste is wrapped in: a string of some language, or a quotation.
 */
final class Wrapping {

  private static final String QUOTES = "\"'`";

  /** How far from the block an escape, such as a tag of HTML, is looked for. */
  private static final int REACH = 200;

  private static final Pattern QUOTATION = Pattern.compile("(?m)^[ \t]*+(?:[>|][ \t]?)++");

  private Wrapping() {}

  /**
   * The header of a text, from an offset to the first block.
   *
   * @param begin where the first block begins
   * @param afterMark where its BEGIN mark ends
   */
  static Header header(String text, int from, int begin, int afterMark) {
    String free = text.substring(from, begin);
    if (isString(text, begin, afterMark)) {
      return ofString(free);
    }
    return isQuotation(free) ? Header.of(QUOTATION.matcher(free).replaceAll("")) : Header.of(free);
  }

  /** Right behind a quotation mark, or with its line ends escaped. Stored texts never are. */
  private static boolean isString(String text, int begin, int afterMark) {
    if (begin == 0 || Character.isWhitespace(text.charAt(begin - 1))) {
      return false;
    }
    return QUOTES.indexOf(text.charAt(begin - 1)) >= 0
        || PlainText.of(text, Math.max(0, begin - REACH), begin).wasEscaped()
        || PlainText.of(text, afterMark, Math.min(text.length(), afterMark + REACH)).wasEscaped();
  }

  private static boolean isQuotation(String free) {
    String before = free.stripTrailing();
    return before.length() > free.lastIndexOf('\n') + 1
        && ">|".indexOf(before.charAt(before.length() - 1)) >= 0;
  }

  /** Without the words of the language before the string. */
  private static Header ofString(String free) {
    String plain = PlainText.of(free, 0, free.length()).text();
    int from = 0;
    for (int i = 0; i < plain.length(); i++) {
      if (QUOTES.indexOf(plain.charAt(i)) >= 0) {
        from = i + 1;
      }
    }
    return Header.of(plain.substring(from));
  }
}
