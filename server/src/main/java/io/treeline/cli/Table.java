package io.treeline.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns as wide as they need. For one thread. */
final class Table {

  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  /** The words of the first row are headings, in capitals by custom. */
  Table(String... headings) {
    rows.add(headings);
  }

  Table row(String... words) {
    rows.add(words);
    return this;
  }

  void print(PrintStream out) {
    int[] widths = widths();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]);
        if (i < row.length - 1) {
          line.repeat(' ', widths[i] - width(row[i])).append(GAP);
        }
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int[] widths() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], width(row[i]));
      }
    }
    return widths;
  }

  private static int width(String word) {
    return word.codePointCount(0, word.length());
  }
}
