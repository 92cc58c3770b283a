package io.treeline.core.cert;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** From the octets of a paste or a file to its characters, whatever editor it went through. */
final class PastedText {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** In UTF-16 nearly every second octet of a PEM text is zero; some of the free text isn't. */
  private static final int ZEROES_OF_TEN = 4;

  private PastedText() {}

  /** Never fails: octets that are no UTF-8 can only be in free text or be marks of Windows. */
  static String of(byte[] octets) {
    if (startsWith(octets, 0xFF, 0xFE)) {
      return new String(octets, 2, octets.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(octets, 0xFE, 0xFF)) {
      return new String(octets, 2, octets.length - 2, StandardCharsets.UTF_16BE);
    }
    if (isHalfZero(octets, 1)) {
      return new String(octets, StandardCharsets.UTF_16LE);
    }
    if (isHalfZero(octets, 0)) {
      return new String(octets, StandardCharsets.UTF_16BE);
    }
    int from = startsWith(octets, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    ByteBuffer text = ByteBuffer.wrap(octets, from, octets.length - from);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      return new String(octets, from, octets.length - from, WINDOWS);
    }
  }

  private static boolean isHalfZero(byte[] octets, int from) {
    int zeroes = 0;
    for (int i = from; i < octets.length; i += 2) {
      zeroes += octets[i] == 0 ? 1 : 0;
    }
    return octets.length > 1 && zeroes * 10L > octets.length * (long) ZEROES_OF_TEN;
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
