package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line {@code key sha256=…} that stands for a private key in a public text. */
final class KeyLine {

  private static final Pattern LINE =
      Pattern.compile("(?<!\\S)key sha256=([0-9A-Fa-f]{64})(?!\\S)");

  private KeyLine() {}

  static String of(Fingerprint spki) {
    return "key sha256=" + spki.hex();
  }

  /** The fingerprints that such lines in a free text name, in their order. */
  static List<Fingerprint> in(String freeText) {
    List<Fingerprint> found = new ArrayList<>();
    Matcher matcher = LINE.matcher(freeText);
    while (matcher.find()) {
      found.add(new Fingerprint(matcher.group(1).toLowerCase(Locale.ROOT)));
    }
    return found;
  }

  static String removedFrom(String freeText) {
    return LINE.matcher(freeText).replaceAll("");
  }
}
