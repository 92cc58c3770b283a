package io.treeline.core.cert;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates of all sorts for tests. */
final class TestAuthority {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static final AtomicLong SERIAL = new AtomicLong(1000);

  private TestAuthority() {}

  /** A certificate with its key. */
  record Issued(X509Certificate certificate, KeyPair keys) {
    String keyPem() {
      return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    String certificatePem() {
      return pem("CERTIFICATE", X509.der(certificate));
    }

    Fingerprint keySha256() {
      return Fingerprint.of(keys.getPublic().getEncoded());
    }
  }

  static String pem(String label, byte[] der) {
    StringBuilder text = new StringBuilder();
    Pem.append(text, label, der);
    return text.toString();
  }

  static KeyPair key(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair ec() {
    return key("EC", 256);
  }

  static Spec root(String name) {
    return new Spec(name).authority().lifetime(Duration.ofDays(3650));
  }

  static Spec leaf(String name) {
    return new Spec(name).san(name).serverAuth();
  }

  /** What a certificate shall be. */
  static final class Spec {
    private final String name;
    private final List<GeneralName> san = new ArrayList<>();
    private KeyPair keys = ec();
    private Instant notBefore = NOW.minus(Duration.ofDays(1));
    private Duration lifetime = Duration.ofDays(90);
    private String hash = "SHA256";
    private boolean authority;
    private boolean pss;
    private boolean keyIds = true;
    private final List<KeyPurposeId> purposes = new ArrayList<>();
    private final Map<ASN1ObjectIdentifier, ASN1Encodable> extensions = new LinkedHashMap<>();

    Spec(String name) {
      this.name = name;
    }

    Spec keys(KeyPair given) {
      keys = given;
      return this;
    }

    Spec san(String... names) {
      for (String each : names) {
        san.add(new GeneralName(GeneralName.dNSName, each));
      }
      return this;
    }

    Spec ip(String address) {
      san.add(new GeneralName(GeneralName.iPAddress, address));
      return this;
    }

    Spec withoutSan() {
      san.clear();
      return this;
    }

    Spec from(Instant instant) {
      notBefore = instant;
      return this;
    }

    Spec lifetime(Duration duration) {
      lifetime = duration;
      return this;
    }

    Spec hash(String given) {
      hash = given;
      return this;
    }

    /** Signed with RSASSA-PSS, where the signer has an RSA key. */
    Spec pss() {
      pss = true;
      return this;
    }

    Spec authority() {
      authority = true;
      return this;
    }

    Spec withoutKeyIds() {
      keyIds = false;
      return this;
    }

    Spec serverAuth() {
      purposes.add(KeyPurposeId.id_kp_serverAuth);
      return this;
    }

    /** Any further extension. */
    Spec extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
      extensions.put(oid, value);
      return this;
    }

    Spec only(KeyPurposeId... given) {
      purposes.clear();
      purposes.addAll(List.of(given));
      return this;
    }

    Issued selfSigned() {
      return signed(new X500Name("CN=" + name), keys);
    }

    Issued by(Issued issuer) {
      X500Name issuerName =
          X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
      return signed(issuerName, issuer.keys());
    }

    /** The JDK knows PSS by another name than Bouncy Castle asks for. */
    private JcaContentSignerBuilder contentSigner(String algorithm) {
      JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
      return pss ? builder.setProvider(new BouncyCastleProvider()) : builder;
    }

    private Issued signed(X500Name issuer, KeyPair signer) {
      try {
        X509v3CertificateBuilder builder =
            new X509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(notBefore),
                Date.from(notBefore.plus(lifetime)),
                new X500Name("CN=" + name),
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        if (!san.isEmpty()) {
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(san.toArray(new GeneralName[0])));
        }
        if (!purposes.isEmpty()) {
          builder.addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
        }
        for (Map.Entry<ASN1ObjectIdentifier, ASN1Encodable> each : extensions.entrySet()) {
          builder.addExtension(each.getKey(), false, each.getValue());
        }
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (keyIds) {
          JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
          builder.addExtension(
              Extension.subjectKeyIdentifier,
              false,
              ids.createSubjectKeyIdentifier(keys.getPublic()));
          builder.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              ids.createAuthorityKeyIdentifier(signer.getPublic()));
        }
        String algorithm =
            switch (signer.getPrivate().getAlgorithm()) {
              case "EC" -> hash + "withECDSA";
              case "RSA" -> hash + "withRSA" + (pss ? "andMGF1" : "");
              default -> "Ed25519";
            };
        byte[] der =
            builder.build(contentSigner(algorithm).build(signer.getPrivate())).getEncoded();
        return new Issued(X509.parse(der), keys);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
