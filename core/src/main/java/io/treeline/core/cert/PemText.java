package io.treeline.core.cert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of a text (RFC 7468) by their BEGIN and END marks alone, wherever on a line
 * these are: people paste with indentation, and with everything on one line. Where one of the two
 * is missing, or both, DER tells where the block is, or it isn't taken.
 *
 * <pre>
 * text  = free *( begin [ dek ] base64 end free )
 * free  = anything, a line "key sha256=…" of a public text included
 * </pre>
 */
final class PemText {

  private final String text;
  private final @Nullable String file;
  private final Findings findings;
  private final Lines lines;
  private final Set<TextRepair> repairs = EnumSet.noneOf(TextRepair.class);
  private final List<Block> blocks = new ArrayList<>();
  private @Nullable Header header;
  private int count;

  private PemText(String text, @Nullable String file, Lines lines, Findings findings) {
    this.text = text;
    this.file = file;
    this.lines = lines;
    this.findings = findings;
  }

  /** Reads all blocks; those that can't be read become findings. */
  static PemText read(String text, @Nullable String file, Findings findings) {
    PemText pem = new PemText(text, file, Lines.of(text), findings);
    pem.scan();
    return pem;
  }

  List<Block> blocks() {
    return blocks;
  }

  Header header() {
    return header == null ? Header.NONE : header;
  }

  private void scan() {
    int at = 0;
    Mark begin = Mark.begin(text, 0);
    while (begin != null) {
      free(at, begin.from(), begin.to());
      at = begin.to();
      Mark next = Mark.begin(text, at);
      int limit = next == null ? text.length() : next.from();
      // Without anything between them, an END and a BEGIN share a row of dashes.
      at = Math.min(block(begin, limit), limit);
      begin = next;
    }
    free(at, text.length(), text.length());
  }

  /** Free text, and what stands in it without marks. */
  private void free(int from, int to, int afterMark) {
    int at = from;
    for (BareBase64 bare : BareBase64.in(text, from, to)) {
      words(at, bare.from(), bare.to());
      at = bare(bare, to);
    }
    words(at, to, afterMark);
  }

  private int bare(BareBase64 bare, int to) {
    int line = lines.at(bare.from());
    if (bare.isText()) {
      nested(new String(bare.octets(), StandardCharsets.UTF_8), line);
      return bare.to();
    }
    Place place = new Place(file, ++count, DerShape.of(bare.octets()).label(), line);
    blocks.add(new Block.Octets(place, bare.octets(), null));
    repaired(TextRepair.MARK_MISSING, place);
    Mark end = Mark.end(text, bare.to(), to);
    boolean follows = end != null && text.substring(bare.to(), end.from()).isBlank();
    return end != null && follows ? end.to() : bare.to();
  }

  private void nested(String inner, int line) {
    PemText pem = new PemText(inner, file, Lines.all(line), findings);
    pem.count = count;
    pem.scan();
    count = pem.count;
    blocks.addAll(pem.blocks);
    header = header == null ? pem.header : header;
    repaired(TextRepair.ENCODED_TWICE, new Place(file, 0, null, line));
  }

  /** Text between blocks; the first of it is the header, unless the block before had none. */
  private void words(int from, int to, int afterMark) {
    String free = text.substring(from, to);
    if (count == 0 && header == null) {
      header = Wrapping.header(text, from, to, afterMark);
    }
    for (KeyLine line : KeyLine.in(free)) {
      Place place = new Place(file, ++count, "key sha256", lines.at(from + line.offset()));
      blocks.add(new Block.KeyReference(place, line.spki()));
    }
    Mark end = Mark.dashedEnd(text, from, to);
    if (end != null) {
      Place place = new Place(file, 0, null, lines.at(end.from()));
      findings.add(BlockException.damaged("An END line has no BEGIN line before it").at(place));
    }
  }

  /** Reads the block of that BEGIN; answers where to go on. */
  private int block(Mark begin, int limit) {
    int line = lines.at(begin.from());
    String label = begin.label();
    Place place = new Place(file, ++count, label == null ? "?" : label, line);
    if (label == null) {
      findings.add(BlockException.damaged("The BEGIN line is damaged").at(place));
      return limit;
    }
    Mark end = Mark.end(text, begin.to(), limit);
    if (end == null) {
      return unended(place, begin.to(), limit);
    }
    if (!begin.whole() || !end.whole()) {
      repaired(TextRepair.MARK_DAMAGED, place);
    }
    body(place, begin.to(), end.from());
    return end.to();
  }

  private int unended(Place place, int from, int limit) {
    BareBase64 body = BareBase64.first(text, from, limit);
    if (body == null) {
      findings.add(BlockException.damaged("The block has no END line").at(place));
      return limit;
    }
    blocks.add(new Block.Octets(place, body.octets(), null));
    repaired(TextRepair.MARK_MISSING, place);
    return body.to();
  }

  private void body(Place place, int from, int to) {
    PlainText plain = PlainText.of(text, from, to);
    if (plain.wasEscaped()) {
      repaired(TextRepair.ESCAPED, place);
    }
    DekInfo dek = DekInfo.of(plain.text());
    int data = dek == null ? 0 : dek.end();
    Base64Body body = Base64Body.read(plain.text(), data, plain.text().length(), Integer.MAX_VALUE);
    int wrong = body.firstWrong();
    if (wrong >= 0) {
      findings.add(
          BlockException.damaged("A character of the block is no Base64")
              .at(place.atLine(lines.at(plain.offset(wrong)))));
      return;
    }
    try {
      blocks.add(new Block.Octets(place, body.decode(), dek));
    } catch (IllegalArgumentException e) {
      findings.add(BlockException.damaged("The block is cut off or has a line too much").at(place));
    }
  }

  /** Says each kind once. */
  private void repaired(TextRepair repair, Place place) {
    if (repairs.add(repair)) {
      findings.add(repair.at(place));
    }
  }
}
