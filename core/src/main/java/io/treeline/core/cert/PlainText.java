package io.treeline.core.cert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a text with its escapes undone: those of JSON and shells, of HTML, of URLs. Knows where
 * each of its characters stood. All repetitions are bounded, so that time is linear.
 */
final class PlainText {

  private static final String AMPERSAND = "&(?:amp;){0,3}";
  private static final String TAG =
      "/?(?:br|p|div|pre|span|code|tt|font|table|td|tr|ul|ol|li|b|i|wbr|body|html)"
          + "(?:\\s[^<>&]{0,200})?/?";

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\{1,8}(?<letter>[nrt])"
              + "|\\\\{1,8}u00(?<unicode>[0-9a-f]{2})"
              + "|\\\\{1,8}(?<quoted>[/\"'+=<>&-])"
              + ("|" + AMPERSAND + "#(?<decimal>[0-9]{1,4});")
              + ("|" + AMPERSAND + "#x(?<hex>[0-9a-f]{1,4});")
              + ("|<" + TAG + ">|" + AMPERSAND + "lt;" + TAG + AMPERSAND + "gt;")
              + ("|" + AMPERSAND + "(?<name>[a-z]{2,7});")
              + "|%(?<octet>0a|0d|09|20|2b|2d|2f|3d)"
              + "|=(?<quotedprintable>3d)",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("nbsp", " "),
          Map.entry("newline", "\n"),
          Map.entry("tab", " "),
          Map.entry("plus", "+"),
          Map.entry("sol", "/"),
          Map.entry("equals", "="),
          Map.entry("amp", "&"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("shy", ""),
          Map.entry("hyphen", "-"),
          Map.entry("dash", "-"),
          Map.entry("ndash", "\u2013"),
          Map.entry("mdash", "\u2014"));

  private final String text;
  private final int from;

  /** Where each character stood; null if nothing was escaped. */
  private final int @Nullable [] offsets;

  private PlainText(String text, int from, int @Nullable [] offsets) {
    this.text = text;
    this.from = from;
    this.offsets = offsets;
  }

  static PlainText of(String source, int from, int to) {
    Matcher escape = ESCAPE.matcher(source).region(from, to);
    if (!mayBeEscaped(source, from, to) || !escape.find()) {
      return new PlainText(source.substring(from, to), from, null);
    }
    StringBuilder plain = new StringBuilder(to - from);
    int[] offsets = new int[to - from + 1];
    int at = from;
    do {
      copy(source, at, escape.start(), plain, offsets);
      String meant = meaning(escape);
      Arrays.fill(offsets, plain.length(), plain.length() + meant.length(), escape.start());
      plain.append(meant);
      at = escape.end();
    } while (escape.find());
    copy(source, at, to, plain, offsets);
    offsets[plain.length()] = to;
    return new PlainText(plain.toString(), from, offsets);
  }

  /** Nearly no text is, and looking at characters costs a tenth of searching. */
  private static boolean mayBeEscaped(String source, int from, int to) {
    for (int i = from; i < to; i++) {
      switch (source.charAt(i)) {
        case '\\', '&', '<', '%' -> {
          return true;
        }
        case '=' -> {
          if (source.startsWith("3", i + 1)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  String text() {
    return text;
  }

  boolean wasEscaped() {
    return offsets != null;
  }

  /** Where in the source the character at this index stood; the end for the length. */
  int offset(int index) {
    return offsets == null ? from + index : offsets[index];
  }

  private static void copy(String source, int from, int to, StringBuilder plain, int[] offsets) {
    for (int i = from; i < to; i++) {
      offsets[plain.length()] = i;
      plain.append(source.charAt(i));
    }
  }

  /** Never longer than what stood for it. */
  private static String meaning(Matcher escape) {
    String group;
    if ((group = escape.group("quoted")) != null) {
      return group;
    }
    if ((group = escape.group("unicode")) != null
        || (group = escape.group("hex")) != null
        || (group = escape.group("octet")) != null
        || (group = escape.group("quotedprintable")) != null) {
      return character(Integer.parseInt(group, 16));
    }
    if ((group = escape.group("decimal")) != null) {
      return character(Integer.parseInt(group));
    }
    if ((group = escape.group("name")) != null) {
      return ENTITIES.getOrDefault(group.toLowerCase(Locale.ROOT), escape.group());
    }
    return "\n";
  }

  /** A backslash stays one, lest it begin a further escape. */
  private static String character(int code) {
    return code == '\\' ? " " : Character.toString((char) code);
  }
}
