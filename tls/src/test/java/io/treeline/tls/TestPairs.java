package io.treeline.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Self-signed pairs for tests; each call to {@link #material()} answers copies that may be wiped.
 */
record TestPairs(List<Made> made) {

  record Made(byte[] certificate, byte[] key) {}

  static TestPairs ec(String subject) {
    return new TestPairs(List.of(make(subject, "EC", 256)));
  }

  static TestPairs ec(String subject, int bits) {
    return new TestPairs(List.of(make(subject, "EC", bits)));
  }

  static TestPairs rsa(String subject) {
    return new TestPairs(List.of(make(subject, "RSA", 2048)));
  }

  /** Both families, in this order. */
  static TestPairs dual(TestPairs first, TestPairs second) {
    return new TestPairs(List.of(first.made.getFirst(), second.made.getFirst()));
  }

  /** The key of one with the certificate of another. */
  static TestPairs mismatched(TestPairs certificate, TestPairs key) {
    return new TestPairs(
        List.of(new Made(certificate.made.getFirst().certificate, key.made.getFirst().key)));
  }

  ServableMaterial material() {
    return new ServableMaterial(
        made.stream()
            .map(m -> new ServableMaterial.Pair(List.of(m.certificate), m.key.clone()))
            .toList());
  }

  private static Made make(String subject, String family, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      generator.initialize(size);
      KeyPair pair = generator.generateKeyPair();
      return new Made(selfSigned(subject, pair), encoded(pair.getPrivate()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] selfSigned(String subject, KeyPair pair) throws Exception {
    X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, subject).build();
    Instant now = Instant.now();
    String algorithm = pair.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(now.toEpochMilli()),
            Date.from(now.minusSeconds(60)),
            Date.from(now.plusSeconds(86_400)),
            name,
            pair.getPublic())
        .build(new JcaContentSignerBuilder("SHA256with" + algorithm).build(pair.getPrivate()))
        .getEncoded();
  }

  private static byte[] encoded(PrivateKey key) {
    return key.getEncoded();
  }
}
