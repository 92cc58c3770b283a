package io.treeline.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The words that an operator may have meant by one that isn't known. */
final class Suggestion {

  private Suggestion() {}

  /** A clause that follows "isn't known": the nearest word if one is near, else all of them. */
  static String among(Collection<String> known, String given) {
    return known.stream()
        .filter(word -> distance(word, given) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(word, given)))
        .map(word -> "did you mean '" + word + "'?")
        .orElseGet(() -> "known are " + listed(known) + ".");
  }

  static String listed(Collection<String> words) {
    return words.stream().sorted().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
  }

  /** Levenshtein's distance, capped by the given word's length so that a long one costs little. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > a.length()) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
