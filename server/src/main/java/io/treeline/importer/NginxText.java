package io.treeline.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cuts a file of nginx into directives. For one use. */
final class NginxText {

  private static final int MAX_DEPTH = 64;

  private final Path file;
  private final String text;
  private final LayoutNotes notes;
  private int at;
  private int line = 1;

  NginxText(Path file, String text, LayoutNotes notes) {
    this.file = file;
    this.text = text;
    this.notes = notes;
  }

  List<NginxDirective> read() {
    List<NginxDirective> directives = block(0);
    if (at < text.length()) {
      notes.remark(here(), "A '}' closes nothing, so the rest of the file isn't read.");
    }
    return directives;
  }

  /** The directives up to a closing brace, which stays, or the end. */
  private List<NginxDirective> block(int depth) {
    List<NginxDirective> directives = new ArrayList<>();
    skipSpace();
    while (at < text.length() && text.charAt(at) != '}') {
      directives.add(directive(depth));
      skipSpace();
    }
    return directives;
  }

  private NginxDirective directive(int depth) {
    Origin origin = here();
    List<String> words = new ArrayList<>();
    while (at < text.length() && ";{}".indexOf(text.charAt(at)) < 0) {
      words.add(word());
      skipSpace();
    }
    String name = words.isEmpty() ? "" : words.getFirst();
    List<String> arguments = words.isEmpty() ? words : words.subList(1, words.size());
    List<NginxDirective> block = List.of();
    if (at < text.length() && text.charAt(at) == '{') {
      at++;
      block = inner(name, depth, origin);
    } else if (at < text.length() && text.charAt(at) == ';') {
      at++;
    } else {
      notes.remark(origin, "The directive '" + name + "' isn't ended by ';'.");
    }
    return new NginxDirective(origin, name, List.copyOf(arguments), block);
  }

  private List<NginxDirective> inner(String name, int depth, Origin origin) {
    List<NginxDirective> block = List.of();
    if (name.endsWith("_by_lua_block") || depth >= MAX_DEPTH) {
      skipForeign();
    } else {
      block = block(depth + 1);
    }
    if (at >= text.length()) {
      notes.remark(origin, "The block of '" + name + "' isn't closed.");
    } else {
      at++;
    }
    return block;
  }

  /** Another language up to the brace that closes it. */
  private void skipForeign() {
    int open = 0;
    while (at < text.length() && (open > 0 || text.charAt(at) != '}')) {
      char c = text.charAt(at);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      next();
    }
  }

  private String word() {
    char quote = text.charAt(at);
    if (quote == '"' || quote == '\'') {
      next();
      return upTo(quote);
    }
    StringBuilder word = new StringBuilder();
    while (at < text.length() && !endsWord(word)) {
      word.append(escaped());
    }
    return word.toString();
  }

  private boolean endsWord(StringBuilder word) {
    char c = text.charAt(at);
    // ${name} is a variable, not a block.
    boolean variable = c == '{' && word.length() > 0 && word.charAt(word.length() - 1) == '$';
    return Character.isWhitespace(c) || c == ';' || (c == '{' && !variable);
  }

  private String upTo(char quote) {
    StringBuilder word = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      word.append(escaped());
    }
    at++;
    return word.toString();
  }

  private char escaped() {
    char c = next();
    boolean escapes = c == '\\' && at < text.length() && "\"'\\;{} ".indexOf(text.charAt(at)) >= 0;
    return escapes ? next() : c;
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (Character.isWhitespace(c)) {
        next();
      } else {
        return;
      }
    }
  }

  private char next() {
    char c = text.charAt(at);
    at++;
    line += c == '\n' ? 1 : 0;
    return c;
  }

  private Origin here() {
    return new Origin(file, line);
  }
}
