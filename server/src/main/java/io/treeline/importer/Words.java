package io.treeline.importer;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words, as HAProxy and Caddy do. It has no state. */
final class Words {

  private Words() {}

  /**
   * The words up to a comment.
   *
   * @param quotes the characters that a quoted word may stand in
   */
  static List<String> of(String line, String quotes) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          boolean escapes = c == '\\' && quote == '"' && i + 1 < line.length();
          word.append(escapes ? line.charAt(++i) : c);
        }
      } else if (quotes.indexOf(c) >= 0) {
        quote = c;
        inWord = true;
      } else if (c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        inWord = true;
      } else if (Character.isWhitespace(c) || (c == '#' && !inWord)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        if (c == '#') {
          break;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
