package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;
import io.treeline.core.name.DomainName;
import io.treeline.store.NewCertificate;
import io.treeline.store.NewPair;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/** Values for the store, which looks at lengths and hashes only: the octets needn't be X.509. */
final class Values {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static final byte[] ISSUER = der(1_000, 7);

  private Values() {}

  static DomainName name(String text) {
    return DomainName.parse(text);
  }

  /** A value of one ECDSA pair with an issuer, unlike those of other seeds. */
  static NewCertificate certificate(long seed) {
    return new NewCertificate("", List.of(pair("EC", seed)), "uploaded", NOW, "test");
  }

  static NewCertificate dual(long seed) {
    return new NewCertificate(
        "date=2026-11-24",
        List.of(pair("EC", seed), pair("RSA", seed + 1_000_000)),
        "uploaded",
        NOW,
        "test");
  }

  static NewCertificate expiring(long seed, Instant notAfter) {
    NewPair pair = pair("EC", seed);
    NewPair ending =
        new NewPair(
            pair.family(),
            pair.chainDer(),
            pair.pkcs8(),
            pair.leafSha256(),
            pair.keySha256(),
            pair.names(),
            notAfter.minus(Duration.ofDays(90)),
            notAfter);
    return new NewCertificate("", List.of(ending), "uploaded", NOW, "test");
  }

  static NewPair pair(String family, long seed) {
    byte[] leaf = der(500, seed);
    byte[] key = key(seed);
    return new NewPair(
        family,
        List.of(leaf, ISSUER),
        key,
        Fingerprint.of(leaf),
        Fingerprint.of(key),
        List.of("n" + seed + ".example.com", "*.n" + seed + ".example.com"),
        NOW,
        NOW.plus(Duration.ofDays(90)));
  }

  /** What stands for a private key; recognisable, should it turn up where it must not. */
  static byte[] key(long seed) {
    return Arrays.copyOf(("PRIVATE-" + seed + "-").getBytes(StandardCharsets.US_ASCII), 138);
  }

  private static byte[] der(int length, long seed) {
    byte[] content = new byte[length];
    RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(content);
    return ByteBuffer.allocate(length + 4)
        .put((byte) 0x30)
        .put((byte) 0x82)
        .putShort((short) length)
        .put(content)
        .array();
  }
}
