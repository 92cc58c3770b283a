package io.treeline.it;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes self-signed certificates. A key is used for many certificates, as keys take most of the
 * time; no two certificates are alike all the same.
 */
final class CertificateMaker {

  private static final int EC_KEYS = 32;
  private static final int RSA_KEYS = 2;

  private static final Duration YEAR = Duration.ofDays(365);

  private final List<KeyPair> ec = new ArrayList<>();
  private final List<KeyPair> rsa = new ArrayList<>();
  private final AtomicLong serial = new AtomicLong(1);

  /** A certificate with an EC key, valid for a year from an hour ago. */
  MadeCertificate ec(String... names) {
    return make(next(ec, EC_KEYS, "EC"), "SHA256withECDSA", names);
  }

  /** A certificate with an RSA key, valid for a year from an hour ago. */
  MadeCertificate rsa(String... names) {
    return make(next(rsa, RSA_KEYS, "RSA"), "SHA256withRSA", names);
  }

  /** A certificate with an EC key that nothing else has. */
  MadeCertificate ecWithOwnKey(String... names) {
    return make(generate("EC"), "SHA256withECDSA", names);
  }

  /** A certificate with an EC key for a year that ends then. */
  MadeCertificate validUntil(Instant end, String... names) {
    return make(next(ec, EC_KEYS, "EC"), "SHA256withECDSA", end.minus(YEAR), names);
  }

  private MadeCertificate make(KeyPair keys, String algorithm, String... names) {
    return make(keys, algorithm, Instant.now().minus(Duration.ofHours(1)), names);
  }

  private MadeCertificate make(KeyPair keys, String algorithm, Instant from, String... names) {
    try {
      X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName(names[0])).build();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              BigInteger.valueOf(serial.getAndIncrement()),
              Date.from(from),
              Date.from(from.plus(YEAR)),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.subjectAlternativeName, false, general(names));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      return new MadeCertificate(
          keys,
          builder
              .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()))
              .getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** RFC 5280's ub-common-name allows 64 characters; the whole name is in the SAN. */
  private static String commonName(String name) {
    return name.substring(0, Math.min(name.length(), 64));
  }

  private static GeneralNames general(String... names) {
    GeneralName[] general = new GeneralName[names.length];
    for (int i = 0; i < names.length; i++) {
      general[i] = new GeneralName(GeneralName.dNSName, names[i]);
    }
    return new GeneralNames(general);
  }

  private KeyPair next(List<KeyPair> pool, int size, String algorithm) {
    if (pool.size() < size) {
      pool.add(generate(algorithm));
      return pool.getLast();
    }
    return pool.get((int) (serial.get() % size));
  }

  private static KeyPair generate(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
