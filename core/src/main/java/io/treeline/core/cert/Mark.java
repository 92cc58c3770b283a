package io.treeline.core.cert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A BEGIN or END mark (RFC 7468 §2), also as people and programs leave it: with too few dashes or
 * none, with long dashes, with other spaces, escaped.
 *
 * <p>The word is what is searched for, and only so much around it is looked at, so that a search is
 * linear whatever the text.
 *
 * @param from where the mark begins in the text
 * @param to where it ends
 * @param label what it says; null if nothing that can be a label stands there
 * @param whole whether it is as RFC 7468 has it
 */
record Mark(int from, int to, @Nullable String label, boolean whole) {

  private static final String DASHES = "-----";
  private static final int LONGEST_LABEL = 64;

  private static final String DASH =
      "(?:[-\u00AD\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]"
          + "|&(?:amp;){0,3}(?:#45|#x2d|#821[0-3]|#x201[0-5]|hyphen|dash|ndash|mdash);"
          + "|\\\\{1,8}-|\\\\{1,8}u002d|%2d)";
  private static final String SPACE =
      "(?:[ \t\u00A0\u200B\u202F\uFEFF]"
          + "|&(?:amp;){0,3}(?:#32|#160|#x20|#xa0|nbsp);|\\\\{1,8}u00(?:20|a0)|%20|\\+)";

  private static final Pattern DASHES_BEFORE =
      Pattern.compile("(" + DASH + "{1,10})" + SPACE + "{0,3}\\z", Pattern.CASE_INSENSITIVE);

  /** Findings quote labels, so nothing else may pass for one: part of a key has lower case. */
  private static final Pattern LABEL_AND_DASHES =
      Pattern.compile(
          spaced("{1,4}")
              + "(?<label>(?:[A-Z0-9#.]|"
              + spaced("")
              + "){1,64}?)"
              + spaced("{0,3}")
              + ("(?<dashes>(?i:" + DASH + "){1,5})"));

  private static final Pattern KNOWN_LABEL =
      Pattern.compile(
          spaced("{1,4}")
              + "(?<label>"
              + ("(?:(?:X509|TRUSTED|NEW)" + spaced("") + ")?CERTIFICATE")
              + ("(?:" + spaced("") + "REQUEST)?")
              + "|"
              + ("(?:(?:RSA|EC|DSA|ENCRYPTED|OPENSSH)" + spaced("") + ")?PRIVATE")
              + (spaced("") + "KEY")
              + "|PKCS7|PKCS12|CMS)(?![A-Za-z0-9])");

  private static final Pattern DATA = Pattern.compile("\\s*(?:M[A-Za-z0-9+/]{10}|Proc-Type:)");
  private static final Pattern ESCAPED_SPACE = Pattern.compile(spaced(""));

  private static final int REACH_BEFORE = 100;
  private static final int REACH_AFTER = 400;

  /** The next BEGIN mark that begins at the offset or after it; null if there is none. */
  static @Nullable Mark begin(String text, int from) {
    for (int at = text.indexOf("BEGIN", from); at >= 0; at = text.indexOf("BEGIN", at + 5)) {
      Mark mark = at(text, at, "BEGIN", from);
      if (mark != null) {
        return mark;
      }
    }
    return null;
  }

  /** The next END mark that begins in the range; null if there is none. */
  static @Nullable Mark end(String text, int from, int to) {
    for (int at = text.indexOf("END", from, to); at >= 0; at = text.indexOf("END", at + 3, to)) {
      Mark mark = at(text, at, "END", from);
      if (mark != null) {
        return mark;
      }
    }
    return null;
  }

  /** The next END mark with dashes before it: in prose the words alone mean nothing. */
  static @Nullable Mark dashedEnd(String text, int from, int to) {
    Mark mark = end(text, from, to);
    while (mark != null && text.startsWith("END", mark.from)) {
      mark = end(text, mark.to, to);
    }
    return mark;
  }

  private static @Nullable Mark at(String text, int at, String word, int least) {
    Mark exact = exact(text, at, word, least);
    return exact == null ? bent(text, at, word, least) : exact;
  }

  /** As RFC 7468 has it, which nearly all are. */
  private static @Nullable Mark exact(String text, int at, String word, int least) {
    int from = at - DASHES.length();
    int labelFrom = at + word.length() + 1;
    int reach = Math.min(text.length(), labelFrom + LONGEST_LABEL + DASHES.length());
    int labelTo = labelFrom < reach ? text.indexOf(DASHES, labelFrom, reach) : -1;
    if (from < least
        || labelTo < 0
        || !text.startsWith(DASHES, from)
        || text.charAt(labelFrom - 1) != ' ') {
      return null;
    }
    String label = text.substring(labelFrom, labelTo);
    return !label.isBlank() && label.chars().allMatch(Mark::isLabelCharacter)
        ? new Mark(from, labelTo + DASHES.length(), label.strip(), true)
        : null;
  }

  private static boolean isLabelCharacter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '#' || c == '.';
  }

  private static @Nullable Mark bent(String text, int at, String word, int least) {
    Matcher before = DASHES_BEFORE.matcher(text).region(Math.max(least, at - REACH_BEFORE), at);
    String dashes = before.find() ? before.group(1) : "";
    int from = dashes.isEmpty() ? at : before.start();
    boolean marked = dashes.length() > 1 || (!dashes.isEmpty() && dashes.charAt(0) != '-');
    int labelFrom = at + word.length();
    int reach = Math.min(text.length(), labelFrom + REACH_AFTER);
    Matcher label = LABEL_AND_DASHES.matcher(text).region(labelFrom, reach);
    Matcher known = KNOWN_LABEL.matcher(text).region(labelFrom, reach);
    boolean isKnown = known.lookingAt();
    if (label.lookingAt() && (marked || (isKnown && isMeant(dashes, text, label.end(), word)))) {
      return new Mark(from, label.end(), plain(label.group("label")), false);
    }
    if (isKnown && isMeant(dashes, text, known.end(), word)) {
      return new Mark(from, known.end(), plain(known.group("label")), false);
    }
    return marked ? new Mark(from, labelFrom, null, false) : null;
  }

  /** Without any dash before it, only data behind it makes the words a mark, no prose. */
  private static boolean isMeant(String dashes, String text, int to, String word) {
    int reach = Math.min(text.length(), to + 100);
    return !dashes.isEmpty()
        || word.equals("END")
        || DATA.matcher(PlainText.of(text, to, reach).text()).lookingAt();
  }

  private static String plain(String label) {
    return ESCAPED_SPACE.matcher(label).replaceAll(" ").strip();
  }

  private static String spaced(String times) {
    return "(?i:" + SPACE + ")" + times;
  }
}
