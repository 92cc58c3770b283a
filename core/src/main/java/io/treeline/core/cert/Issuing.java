package io.treeline.core.cert;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.jspecify.annotations.Nullable;

/** Who issued whom: by names, by key identifiers (RFC 5280 §4.2.1.1), by signature. */
final class Issuing {

  /** What a signature says. */
  enum Signed {
    YES,
    NO,
    /** The algorithm is none that is tried. */
    UNKNOWN
  }

  private static final String AUTHORITY_KEY_ID = "2.5.29.35";
  private static final String SUBJECT_KEY_ID = "2.5.29.14";

  private Issuing() {}

  /** Whether a certificate is its own issuer, by name and key identifier. */
  static boolean isSelfIssued(X509Certificate certificate) {
    return mayHaveIssued(certificate, certificate);
  }

  /** Whether names match, and key identifiers where both are there. */
  static boolean mayHaveIssued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    byte[] wanted = authorityKeyId(certificate);
    byte[] had = wanted == null ? null : subjectKeyId(issuer);
    return had == null || Arrays.equals(wanted, had);
  }

  /** Whether the key identifiers are there and equal. */
  static boolean keyIdsAgree(X509Certificate issuer, X509Certificate certificate) {
    byte[] wanted = authorityKeyId(certificate);
    return wanted != null && Arrays.equals(wanted, subjectKeyId(issuer));
  }

  static Signed signed(X509Certificate issuer, X509Certificate certificate) {
    PublicKey key = issuer.getPublicKey();
    // Keys of other kinds may carry numbers without bounds, and a text may bring hundreds.
    if (!(key instanceof RSAPublicKey
        || key instanceof ECPublicKey
        || key instanceof EdECPublicKey)) {
      return Signed.UNKNOWN;
    }
    try {
      certificate.verify(key);
      return Signed.YES;
    } catch (SignatureException e) {
      return Signed.NO;
    } catch (GeneralSecurityException | RuntimeException e) {
      return Signed.UNKNOWN;
    }
  }

  static byte @Nullable [] authorityKeyId(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(AUTHORITY_KEY_ID);
    try {
      return value == null
          ? null
          : AuthorityKeyIdentifier.getInstance(ASN1OctetString.getInstance(value).getOctets())
              .getKeyIdentifierOctets();
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static byte @Nullable [] subjectKeyId(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(SUBJECT_KEY_ID);
    try {
      return value == null
          ? null
          : SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(value).getOctets())
              .getKeyIdentifier();
    } catch (RuntimeException e) {
      return null;
    }
  }
}
