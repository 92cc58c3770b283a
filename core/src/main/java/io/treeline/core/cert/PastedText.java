package io.treeline.core.cert;

import java.nio.charset.StandardCharsets;

/** From the octets of a paste or a file to its characters, whatever editor it went through. */
final class PastedText {

  private PastedText() {}

  /** Never fails: octets that are no UTF-8 can only be in free text, and become U+FFFD there. */
  static String of(byte[] octets) {
    if (startsWith(octets, 0xFF, 0xFE)) {
      return new String(octets, 2, octets.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(octets, 0xFE, 0xFF)) {
      return new String(octets, 2, octets.length - 2, StandardCharsets.UTF_16BE);
    }
    int from = startsWith(octets, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    return new String(octets, from, octets.length - from, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] octets, int... wanted) {
    if (octets.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((octets[i] & 0xFF) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
