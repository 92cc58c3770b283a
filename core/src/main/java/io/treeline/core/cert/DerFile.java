package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells a file in DER from a text. */
final class DerFile {

  private static final int SEQUENCE = 0x30;

  private DerFile() {}

  /** Whether it can be no text: it begins as a sequence whose length takes several octets. */
  static boolean begins(byte[] input) {
    return input.length > 1 && input[0] == SEQUENCE && input[1] < 0 && (input[1] & 0x7F) < 4;
  }

  /**
   * The sequences that make up the input: one, or several that were put one after the other. Line
   * ends at its end are tolerated. Empty if it is anything else, such as a text.
   */
  static List<byte[]> split(byte[] input) {
    int length = withoutLineEnds(input);
    List<byte[]> found = new ArrayList<>();
    int at = 0;
    while (at < length) {
      DerWalk next = input[at] == SEQUENCE ? DerWalk.over(input, at) : null;
      if (next == null) {
        return List.of();
      }
      found.add(at == 0 && next.end() == input.length ? input : copy(input, at, next.end()));
      at = next.end();
    }
    return found;
  }

  /** A line end may also be the last octet of a number, so it counts only where it is too much. */
  private static int withoutLineEnds(byte[] input) {
    DerWalk first = DerWalk.over(input);
    int length = input.length;
    while (first != null && length > first.end() && isLineEnd(input[length - 1])) {
      length--;
    }
    return length;
  }

  private static boolean isLineEnd(byte octet) {
    return octet == '\n' || octet == '\r' || octet == 0x1A;
  }

  private static byte[] copy(byte[] input, int from, int to) {
    return Arrays.copyOfRange(input, from, to);
  }
}
