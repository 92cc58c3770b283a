package io.treeline.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes ClientHellos octet by octet, also those that no library would send. */
final class HelloBytes {

  static final int X25519 = 0x001d;
  static final int P256 = 0x0017;
  static final int X25519_MLKEM768 = 0x11ec;
  static final int ECDSA_P256 = 0x0403;
  static final int RSA_PSS_SHA256 = 0x0804;
  static final int RSA_PKCS1_SHA256 = 0x0401;

  private final List<byte[]> extensions = new ArrayList<>();
  private int[] suites = {0xc02b, 0xc02f};

  /** For TLS 1.2, whose certificate travels in the clear. */
  static HelloBytes tls12() {
    return new HelloBytes()
        .extension(10, vector(2, shorts(X25519, P256)))
        .extension(11, vector(1, new byte[] {0}))
        .extension(23, new byte[0]);
  }

  /** For TLS 1.3, with a share for each of these groups. */
  static HelloBytes tls13(int... groups) {
    ByteArrayOutputStream shares = new ByteArrayOutputStream();
    for (int group : groups) {
      shares.writeBytes(shorts(group));
      shares.writeBytes(vector(2, share(group)));
    }
    HelloBytes hello = new HelloBytes();
    hello.suites = new int[] {0x1301};
    return hello
        .extension(43, vector(1, shorts(0x0304)))
        .extension(10, vector(2, shorts(groups)))
        .extension(51, vector(2, shares.toByteArray()));
  }

  HelloBytes suites(int... given) {
    suites = given;
    return this;
  }

  HelloBytes signatures(int... schemes) {
    return extension(13, vector(2, shorts(schemes)));
  }

  HelloBytes sni(String name) {
    return sni(name.getBytes(StandardCharsets.ISO_8859_1));
  }

  HelloBytes sni(byte[] name) {
    return extension(0, vector(2, join(new byte[] {0}, vector(2, name))));
  }

  HelloBytes alpn(String... protocols) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (String protocol : protocols) {
      names.writeBytes(vector(1, protocol.getBytes(StandardCharsets.US_ASCII)));
    }
    return extension(16, vector(2, names.toByteArray()));
  }

  HelloBytes extension(int type, byte[] data) {
    extensions.add(join(shorts(type), vector(2, data)));
    return this;
  }

  /** Without the header of a record. */
  byte[] message() {
    byte[] random = new byte[32];
    new Random(1).nextBytes(random);
    byte[] body =
        join(
            shorts(0x0303),
            random,
            vector(1, new byte[0]),
            vector(2, shorts(suites)),
            vector(1, new byte[] {0}),
            vector(2, join(extensions.toArray(byte[][]::new))));
    return join(new byte[] {1}, vector(3, body));
  }

  /** In one record. */
  byte[] record() {
    return records(1 << 14);
  }

  /** In records of at most this many octets each. */
  byte[] records(int fragment) {
    byte[] message = message();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int at = 0; at < message.length; at += fragment) {
      int length = Math.min(fragment, message.length - at);
      records.writeBytes(new byte[] {22, 3, 1});
      records.writeBytes(shorts(length));
      records.write(message, at, length);
    }
    return records.toByteArray();
  }

  /** X25519's base point; for ML-KEM-768 a key of zeros, which is a valid one. */
  private static byte[] share(int group) {
    byte[] share = new byte[group == X25519_MLKEM768 ? 1184 + 32 : 32];
    share[share.length - 32] = 9;
    return share;
  }

  private static byte[] shorts(int... values) {
    byte[] octets = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      octets[2 * i] = (byte) (values[i] >> 8);
      octets[2 * i + 1] = (byte) values[i];
    }
    return octets;
  }

  private static byte[] vector(int width, byte[] content) {
    byte[] length = new byte[width];
    for (int i = 0; i < width; i++) {
      length[i] = (byte) (content.length >> (8 * (width - 1 - i)));
    }
    return join(length, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
