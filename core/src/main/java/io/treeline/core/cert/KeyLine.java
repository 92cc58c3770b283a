package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words {@code key sha256=…} that stand for a private key in a public text.
 *
 * @param offset where they begin in the text that was searched
 * @param spki the fingerprint that they name
 */
record KeyLine(int offset, Fingerprint spki) {

  private static final Pattern WORDS =
      Pattern.compile("(?<!\\S)key sha256=([0-9A-Fa-f]{64})(?!\\S)");

  static String of(Fingerprint spki) {
    return "key sha256=" + spki.hex();
  }

  static List<KeyLine> in(String freeText) {
    List<KeyLine> found = new ArrayList<>();
    Matcher matcher = WORDS.matcher(freeText);
    while (matcher.find()) {
      String hex = matcher.group(1).toLowerCase(Locale.ROOT);
      found.add(new KeyLine(matcher.start(), new Fingerprint(hex)));
    }
    return found;
  }

  static String removedFrom(String freeText) {
    return WORDS.matcher(freeText).replaceAll("\n");
  }
}
