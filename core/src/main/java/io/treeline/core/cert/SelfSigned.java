package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
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
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes self-signed certificates: the default certificate, the demo's, {@code cert self-signed}.
 */
public final class SelfSigned {

  /** For clients whose clock is slow. */
  private static final Duration BACK = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;
  private static final int MAX_COMMON_NAME = 64;
  private static final int MAX_NAME = 253;

  private SelfSigned() {}

  /**
   * A new key, and a certificate for the name and, if it has at least two labels, its wildcard. It
   * is no authority's: whoever trusts it trusts this server alone.
   *
   * @param lifetime from {@code now} on; the certificate is valid from an hour before
   */
  public static CertifiedKey create(
      DomainName name, Duration lifetime, KeyType keyType, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType.algorithm());
      generator.initialize(keyType.bits());
      KeyPair keys = generator.generateKeyPair();
      byte[] certificate =
          builder(name, lifetime, keys, keyType.family(), now)
              .build(signer(keys, keyType))
              .getEncoded();
      return new CertifiedKey(
          List.of(X509.parse(certificate)),
          keyType.family(),
          KeyReader.read(keys.getPrivate().getEncoded()).pkcs8());
    } catch (GeneralSecurityException
        | IOException
        | OperatorCreationException
        | BlockException e) {
      throw new IllegalStateException("a new key and certificate can be made and read", e);
    }
  }

  private static X509v3CertificateBuilder builder(
      DomainName name, Duration lifetime, KeyPair keys, KeyFamily family, Instant now)
      throws IOException {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    X500Name subject = subject(name);
    SubjectPublicKeyInfo publicKey =
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
    return new X509v3CertificateBuilder(
            subject,
            serial,
            Date.from(second.minus(BACK)),
            Date.from(second.plus(lifetime)),
            subject,
            publicKey)
        .addExtension(Extension.subjectAlternativeName, false, names(name))
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, usage(family))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            new BcX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
  }

  private static ContentSigner signer(KeyPair keys, KeyType type) throws OperatorCreationException {
    String algorithm =
        switch (type) {
          case EC256 -> "SHA256withECDSA";
          case EC384 -> "SHA384withECDSA";
          case RSA2048, RSA3072 -> "SHA256withRSA";
        };
    return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
  }

  /** A common name has at most 64 characters (RFC 5280 §A.1); the SAN is what counts. */
  private static X500Name subject(DomainName name) {
    String text = name.text();
    String shown = text.length() <= MAX_COMMON_NAME ? text : "Treeline self-signed";
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, shown).build();
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
