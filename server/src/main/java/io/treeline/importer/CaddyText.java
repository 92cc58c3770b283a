package io.treeline.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cuts a Caddyfile into segments. For one use. */
final class CaddyText {

  private static final int MAX_DEPTH = 64;

  private final Path file;
  private final List<String> lines;
  private final LayoutNotes notes;
  private int at;

  CaddyText(Path file, String text, LayoutNotes notes) {
    this.file = file;
    this.lines = text.lines().toList();
    this.notes = notes;
  }

  List<CaddySegment> read() {
    List<CaddySegment> segments = new ArrayList<>();
    while (at < lines.size()) {
      segments.addAll(block(0));
    }
    return segments;
  }

  /** The segments up to the line that closes the block, which is taken, or the end. */
  private List<CaddySegment> block(int depth) {
    List<CaddySegment> segments = new ArrayList<>();
    while (at < lines.size()) {
      Origin origin = new Origin(file, at + 1);
      List<String> words = words();
      if (words.equals(List.of("}"))) {
        return segments;
      }
      if (!words.isEmpty()) {
        segments.add(segment(origin, words, depth));
      }
    }
    if (depth > 0) {
      notes.remark(Origin.of(file), "A block isn't closed by '}'.");
    }
    return segments;
  }

  private CaddySegment segment(Origin origin, List<String> words, int depth) {
    if (!words.getLast().equals("{") || depth >= MAX_DEPTH) {
      return new CaddySegment(origin, words, List.of());
    }
    return new CaddySegment(origin, words.subList(0, words.size() - 1), block(depth + 1));
  }

  /** The words of a line, and of those after it while addresses go on behind a comma. */
  private List<String> words() {
    List<String> words = new ArrayList<>(Words.of(lines.get(at), "\"`"));
    at++;
    while (!words.isEmpty() && words.getLast().endsWith(",") && at < lines.size()) {
      words.addAll(Words.of(lines.get(at), "\"`"));
      at++;
    }
    return words;
  }
}
