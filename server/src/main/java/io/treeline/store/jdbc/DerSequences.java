package io.treeline.store.jdbc;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chain's issuers in one column: DER certificates, which know their own length, in a row. */
final class DerSequences {

  private static final int SEQUENCE = 0x30;

  private DerSequences() {}

  static byte[] joined(List<byte[]> certificates) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    certificates.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  /**
   * Takes a column apart again.
   *
   * @throws IllegalArgumentException if it isn't a row of DER sequences (X.690 §8.1.3)
   */
  static List<byte[]> split(byte[] joined) {
    List<byte[]> certificates = new ArrayList<>();
    for (int start = 0; start < joined.length; ) {
      int end = endOf(joined, start);
      certificates.add(Arrays.copyOfRange(joined, start, end));
      start = end;
    }
    return certificates;
  }

  private static int endOf(byte[] octets, int start) {
    if (start + 2 > octets.length || octets[start] != SEQUENCE) {
      throw damaged();
    }
    int first = octets[start + 1] & 0xff;
    int header = 2;
    long length = first;
    if (first >= 0x80) {
      int more = first & 0x7f;
      header += more;
      if (more == 0 || more > 4 || start + header > octets.length) {
        throw damaged();
      }
      length = 0;
      for (int i = start + 2; i < start + header; i++) {
        length = (length << 8) | (octets[i] & 0xff);
      }
    }
    long end = start + header + length;
    if (end > octets.length) {
      throw damaged();
    }
    return (int) end;
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("the chain's octets are damaged");
  }
}
