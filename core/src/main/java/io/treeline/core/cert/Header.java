package io.treeline.core.cert;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * The free text before the first block, as it is kept: without key lines and control characters.
 *
 * <p>Everybody who may read the setting sees it. So words that look like a key whose BEGIN line got
 * lost are left out, and the numbers that {@code openssl pkey -text} prints.
 *
 * @param text empty, or lines each ended by a line feed
 * @param cleaned whether something that looks like a key was left out
 */
record Header(String text, boolean cleaned) {

  static final Header NONE = new Header("", false);

  /** A line of a PEM block has 64 or 76; a fingerprint is hexadecimal, a URL has a colon. */
  private static final int LONG_WORD = 40;

  private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n\u0085\u2028\u2029]");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\t]]");
  private static final Pattern SPACE = Pattern.compile("[ \t\u00A0]+");
  private static final Pattern PRIVATE =
      Pattern.compile("priv|prime1\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("(?:[0-9A-Fa-f]{2}:)+(?:[0-9A-Fa-f]{2})?");

  static Header of(String freeText) {
    if (freeText.isBlank()) {
      return NONE;
    }
    boolean printed = PRIVATE.matcher(freeText).find();
    StringJoiner kept = new StringJoiner("\n");
    boolean cleaned = false;
    boolean inKey = false;
    for (String raw : lines(KeyLine.removedFrom(freeText))) {
      String line = CONTROL.matcher(raw).replaceAll("").strip();
      StringJoiner rest = new StringJoiner(" ");
      boolean whole = true;
      for (String word : words(line)) {
        inKey = looksLikeKey(word, inKey);
        boolean secret = inKey || (printed && NUMBER.matcher(word).matches());
        whole &= !secret;
        if (!secret) {
          rest.add(word);
        }
      }
      cleaned |= !whole;
      kept.add(whole ? line : rest.toString());
    }
    String text = kept.toString().strip();
    return text.isEmpty() || readsAsBlock(text)
        ? new Header("", cleaned || !text.isEmpty())
        : new Header(text + "\n", cleaned);
  }

  /** Leaving something out may bring together what makes a mark. */
  private static boolean readsAsBlock(String text) {
    return Mark.begin(text, 0) != null
        || Mark.dashedEnd(text, 0, text.length()) != null
        || !BareBase64.in(text, 0, text.length()).isEmpty();
  }

  private static List<String> lines(String text) {
    return LINE_END.splitAsStream(text).toList();
  }

  private static List<String> words(String line) {
    return SPACE.splitAsStream(line).toList();
  }

  /** The last line of a key is a short word; it goes with the long one before it. */
  private static boolean looksLikeKey(String word, boolean afterKey) {
    return (word.length() >= LONG_WORD || (afterKey && !word.isEmpty()))
        && word.chars().allMatch(c -> Base64Body.isBase64((char) c))
        && !word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
