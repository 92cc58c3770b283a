package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Makes the certificates that answer tls-alpn-01 challenges (RFC 8737 §3): self-signed, for the one
 * name, with the digest of the key authorization in a critical extension that makes them useless
 * for anything else.
 */
public final class ValidationCertificate {

  /** {@code id-pe-acmeIdentifier} (RFC 8737 §6.1). */
  private static final ASN1ObjectIdentifier ACME_IDENTIFIER =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");

  private static final int DIGEST_OCTETS = 32;
  private static final Duration LIFETIME = Duration.ofDays(7);
  private static final KeyType KEY = KeyType.EC256;

  private ValidationCertificate() {}

  /**
   * A new key, and the certificate that answers for the name.
   *
   * @param keyAuthorizationSha256 the SHA-256 of the key authorization, 32 octets
   */
  public static PairParts create(DomainName name, byte[] keyAuthorizationSha256, Instant now) {
    if (keyAuthorizationSha256.length != DIGEST_OCTETS) {
      throw new IllegalArgumentException("a SHA-256 has 32 octets");
    }
    try {
      KeyPair keys = Minting.newKeys(KEY);
      X500Name subject = Minting.subject("ACME validation", "ACME validation");
      X509v3CertificateBuilder builder =
          Minting.builder(subject, subject, now.minus(Minting.BACK), now.plus(LIFETIME), keys)
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.dNSName, name.text())))
              .addExtension(ACME_IDENTIFIER, true, new DEROctetString(keyAuthorizationSha256));
      byte[] certificate = Minting.signed(builder, keys.getPrivate(), KEY);
      return new PairParts(KEY.family(), List.of(certificate), keys.getPrivate().getEncoded());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("a new key and certificate can be made", e);
    }
  }
}
