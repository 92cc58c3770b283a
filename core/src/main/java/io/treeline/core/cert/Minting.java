package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What all certificates that are made here have in common. It has no state. */
final class Minting {

  /** For clients whose clock is slow. */
  static final Duration BACK = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;
  private static final int MAX_COMMON_NAME = 64;
  private static final int MAX_NAME = 253;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Minting() {}

  static KeyPair newKeys(KeyType type) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm());
    generator.initialize(type.bits());
    return generator.generateKeyPair();
  }

  static SubjectPublicKeyInfo publicKey(KeyPair keys) {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }

  /** A builder that names issuer, subject, time and key, and has the key's identifier. */
  static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, Instant from, Instant until, KeyPair keys)
      throws IOException {
    BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    SubjectPublicKeyInfo publicKey = publicKey(keys);
    return new X509v3CertificateBuilder(issuer, serial, date(from), date(until), subject, publicKey)
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            new BcX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
  }

  /** Adds what makes it a TLS server's certificate for the name and its wildcard. */
  static X509v3CertificateBuilder forServer(
      X509v3CertificateBuilder builder, DomainName name, KeyFamily family) throws IOException {
    return builder
        .addExtension(Extension.subjectAlternativeName, false, names(name))
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, usage(family))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
  }

  /** The certificate, signed; {@code type} is the kind of the signing key. */
  static byte[] signed(X509v3CertificateBuilder builder, PrivateKey key, KeyType type)
      throws OperatorCreationException, IOException {
    String algorithm =
        switch (type) {
          case EC256 -> "SHA256withECDSA";
          case EC384 -> "SHA384withECDSA";
          case RSA2048, RSA3072 -> "SHA256withRSA";
        };
    return builder.build(new JcaContentSignerBuilder(algorithm).build(key)).getEncoded();
  }

  /** The pair of a new certificate and its key. */
  static CertifiedKey pair(byte[] certificate, KeyPair keys, KeyType type)
      throws GeneralSecurityException, BlockException {
    return new CertifiedKey(
        List.of(X509.parse(certificate)),
        type.family(),
        KeyReader.read(keys.getPrivate().getEncoded()).pkcs8());
  }

  /** A common name has at most 64 characters (RFC 5280 §A.1); the SAN is what counts. */
  static X500Name subject(String text, String otherwise) {
    String shown = text.length() <= MAX_COMMON_NAME ? text : otherwise;
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, shown).build();
  }

  private static Date date(Instant instant) {
    return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Clients refuse wildcards such as {@code *.local}, so a name of one label gets none. */
  private static GeneralNames names(DomainName name) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, name.text()));
    String wildcard = "*." + name.text();
    if (name.parent() != null && wildcard.length() <= MAX_NAME) {
      names.add(new GeneralName(GeneralName.dNSName, wildcard));
    }
    return new GeneralNames(names.toArray(new GeneralName[0]));
  }

  private static KeyUsage usage(KeyFamily family) {
    return new KeyUsage(
        family == KeyFamily.RSA
            ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
            : KeyUsage.digitalSignature);
  }
}
