package io.treeline.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a TLS 1.2 ClientHello (RFC 5246 §7.4.1.2), for any server name at all: libraries
 * refuse to send what real clients do send.
 */
final class ClientHello {

  /** ecdsa_secp256r1_sha256, rsa_pss_rsae_sha256, rsa_pkcs1_sha256. */
  static final int[] EVERY_ALGORITHM = {0x0403, 0x0804, 0x0401};

  /** What a phone offers that knows RSA only. */
  static final int[] RSA_ONLY = {0x0804, 0x0401};

  private ClientHello() {}

  /** In one record, with a name of Latin-1 octets; null for no server_name extension. */
  static byte[] of(@Nullable String name, int... algorithms) {
    return inRecords(handshake(name == null ? null : name.getBytes(ISO_8859_1), algorithms), 16384);
  }

  /** The handshake message alone. */
  static byte[] handshake(byte @Nullable [] name, int... algorithms) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(u16(0x0303));
    byte[] random = new byte[32];
    RandomGenerator.getDefault().nextBytes(random);
    body.writeBytes(random);
    body.write(0);
    // ECDHE with ECDSA and with RSA, AES-128-GCM.
    body.writeBytes(sized16(join(u16(0xc02b), u16(0xc02f))));
    body.writeBytes(sized8(new byte[] {0}));
    body.writeBytes(sized16(extensions(name, algorithms)));
    return join(new byte[] {1}, u24(body.size()), body.toByteArray());
  }

  /** Handshake octets as records of at most so many octets each. */
  static byte[] inRecords(byte[] handshake, int most) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int from = 0; from < handshake.length; from += most) {
      int length = Math.min(most, handshake.length - from);
      records.writeBytes(join(new byte[] {22}, u16(0x0301), u16(length)));
      records.write(handshake, from, length);
    }
    return records.toByteArray();
  }

  private static byte[] extensions(byte @Nullable [] name, int... algorithms) {
    byte[] serverName =
        name == null ? new byte[0] : extension(0, sized16(join(new byte[] {0}, sized16(name))));
    ByteArrayOutputStream accepted = new ByteArrayOutputStream();
    for (int algorithm : algorithms) {
      accepted.writeBytes(u16(algorithm));
    }
    return join(
        serverName,
        extension(10, sized16(join(u16(0x001d), u16(0x0017)))),
        extension(11, sized8(new byte[] {0})),
        extension(13, sized16(accepted.toByteArray())));
  }

  static byte[] extension(int type, byte[] body) {
    return join(u16(type), sized16(body));
  }

  static byte[] sized8(byte[] body) {
    return join(new byte[] {(byte) body.length}, body);
  }

  static byte[] sized16(byte[] body) {
    return join(u16(body.length), body);
  }

  static byte[] u16(int value) {
    return ByteBuffer.allocate(2).putShort((short) value).array();
  }

  static byte[] u24(int value) {
    return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
