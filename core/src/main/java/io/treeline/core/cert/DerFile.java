package io.treeline.core.cert;

/** Tells a file in DER from a text. */
final class DerFile {

  private static final int SEQUENCE = 0x30;

  private DerFile() {}

  /** A sequence that ends where the input ends; no text is that. */
  static boolean is(byte[] input) {
    DerWalk outer = input.length > 0 && input[0] == SEQUENCE ? DerWalk.over(input) : null;
    return outer != null && outer.end() == input.length;
  }
}
