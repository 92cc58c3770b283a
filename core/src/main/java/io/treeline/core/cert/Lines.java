package io.treeline.core.cert;

import java.util.Arrays;

/** The number of the line at an offset of a text; LF, CR and CRLF each end one. */
final class Lines {

  private final int[] starts;
  private final int first;

  private Lines(int[] starts, int first) {
    this.starts = starts;
    this.first = first;
  }

  /** A text that stands on one line of another. */
  static Lines all(int line) {
    return new Lines(new int[] {0}, line);
  }

  static Lines of(String text) {
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    return new Lines(Arrays.copyOf(found, count), 1);
  }

  /** From 1. */
  int at(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return first + (found >= 0 ? found : -found - 2);
  }
}
