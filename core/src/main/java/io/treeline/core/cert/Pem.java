package io.treeline.core.cert;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes PEM blocks (RFC 7468 §2): lines of 64, ended by line feeds. */
final class Pem {

  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static void append(StringBuilder text, String label, byte[] der) {
    text.append("-----BEGIN ").append(label).append("-----\n");
    text.append(new String(LINES.encode(der), StandardCharsets.ISO_8859_1));
    text.append("\n-----END ").append(label).append("-----\n");
  }
}
