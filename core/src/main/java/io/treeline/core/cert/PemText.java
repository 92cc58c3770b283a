package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of a text (RFC 7468) by their BEGIN and END marks alone, wherever on a line
 * these are: people paste with indentation, and with everything on one line.
 *
 * <pre>
 * text  = free *( "-----BEGIN " label "-----" [ dek ] base64 "-----END" … free )
 * free  = anything, a line "key sha256=…" of a public text included
 * dek   = "Proc-Type: 4,ENCRYPTED" space "DEK-Info: " algorithm "," iv space
 * </pre>
 */
final class PemText {

  private static final String DASHES = "-----";
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END";
  private static final int LONGEST_LABEL = 64;

  private static final Pattern ENCRYPTED =
      Pattern.compile(
          "\\s*Proc-Type:\\s*4\\s*,\\s*ENCRYPTED\\s+DEK-Info:\\s*([A-Za-z0-9-]+)\\s*,\\s*([0-9A-Fa-f]+)\\s");

  private final String text;
  private final @Nullable String file;
  private final Findings findings;
  private final Lines lines;
  private final List<Block> blocks = new ArrayList<>();
  private Header header = Header.NONE;
  private int count;

  private PemText(String text, @Nullable String file, Findings findings) {
    this.text = text;
    this.file = file;
    this.findings = findings;
    this.lines = new Lines(text);
  }

  /** Reads all blocks; those that can't be read become findings. */
  static PemText read(String text, @Nullable String file, Findings findings) {
    PemText pem = new PemText(text, file, findings);
    pem.scan();
    return pem;
  }

  List<Block> blocks() {
    return blocks;
  }

  Header header() {
    return header;
  }

  private void scan() {
    int at = 0;
    while (at < text.length()) {
      int begin = text.indexOf(BEGIN, at);
      free(at, begin < 0 ? text.length() : begin);
      if (begin < 0) {
        return;
      }
      at = block(begin);
    }
  }

  private void free(int from, int to) {
    String free = text.substring(from, to);
    if (count == 0) {
      header = Header.of(free);
    }
    for (KeyLine line : KeyLine.in(free)) {
      Place place = new Place(file, ++count, "key sha256", lines.at(from + line.offset()));
      blocks.add(new Block.KeyReference(place, line.spki()));
    }
    int end = free.indexOf(END);
    if (end >= 0) {
      Place place = new Place(file, 0, null, lines.at(from + end));
      findings.add(BlockException.damaged("An END line has no BEGIN line before it").at(place));
    }
  }

  /** Reads the block whose BEGIN is at the offset; answers where to go on. */
  private int block(int begin) {
    int line = lines.at(begin);
    int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
    if (labelEnd < 0 || !isLabel(begin + BEGIN.length(), labelEnd)) {
      return damaged(new Place(file, ++count, "?", line), "The BEGIN line is damaged", begin);
    }
    String label = text.substring(begin + BEGIN.length(), labelEnd).strip();
    Place place = new Place(file, ++count, label, line);
    int from = labelEnd + DASHES.length();
    int next = text.indexOf(BEGIN, from);
    int end = text.indexOf(END, from, next < 0 ? text.length() : next);
    if (end < 0) {
      return damaged(place, "The block has no END line", begin);
    }
    body(place, from, end);
    return afterEnd(end);
  }

  /** Findings quote labels, so nothing else may pass for one: part of a key has lower case. */
  private boolean isLabel(int from, int to) {
    return to > from
        && to - from <= LONGEST_LABEL
        && text.substring(from, to).chars().allMatch(PemText::isLabelChar);
  }

  private static boolean isLabelChar(int c) {
    return c == ' ' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
  }

  private int damaged(Place place, String what, int begin) {
    findings.add(BlockException.damaged(what).at(place));
    int next = text.indexOf(BEGIN, begin + BEGIN.length());
    return next < 0 ? text.length() : next;
  }

  private void body(Place place, int from, int to) {
    DekInfo dek = null;
    int data = from;
    Matcher matcher = ENCRYPTED.matcher(text).region(from, to);
    if (matcher.lookingAt()) {
      dek = new DekInfo(matcher.group(1).toUpperCase(Locale.ROOT), matcher.group(2));
      data = matcher.end();
    }
    int wrong = Base64Body.firstWrong(text, data, to);
    if (wrong >= 0) {
      findings.add(
          BlockException.damaged("A character of the block is no Base64")
              .at(place.atLine(lines.at(wrong))));
      return;
    }
    try {
      blocks.add(new Block.Octets(place, Base64Body.decode(text, data, to), dek));
    } catch (IllegalArgumentException e) {
      findings.add(BlockException.damaged("The block is cut off or has a line too much").at(place));
    }
  }

  /** After the END line's dashes, or after its line if these are missing. */
  private int afterEnd(int end) {
    int labelFrom = end + END.length();
    int limit = Math.min(text.length(), labelFrom + LONGEST_LABEL + DASHES.length());
    for (int i = labelFrom; i < limit; i++) {
      if (text.startsWith(DASHES, i)) {
        return i + DASHES.length();
      }
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        return i;
      }
    }
    return limit;
  }
}
