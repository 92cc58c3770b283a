package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;
import io.treeline.store.AuditLine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The hash of an audit line: SHA-256 over the hash of the line before it (32 zero octets for the
 * first), the three numbers as 8 octets each, and the four texts, each after its length in 4
 * octets, so that no two lines are written alike.
 */
final class AuditHash {

  /** Stands before the first line. */
  static final Fingerprint NONE = new Fingerprint("0".repeat(64));

  private AuditHash() {}

  static Fingerprint of(Fingerprint before, long number, Instant at, long change, AuditLine line) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(HexFormat.of().parseHex(before.hex()));
    octets.writeBytes(
        ByteBuffer.allocate(24).putLong(number).putLong(at.toEpochMilli()).putLong(change).array());
    append(octets, line.actor());
    append(octets, line.action());
    append(octets, line.target());
    append(octets, line.detail());
    return Fingerprint.of(octets.toByteArray());
  }

  private static void append(ByteArrayOutputStream octets, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    octets.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
    octets.writeBytes(utf8);
  }
}
