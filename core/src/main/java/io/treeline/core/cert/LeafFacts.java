package io.treeline.core.cert;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a store notes beside a leaf, so that lists and searches need not parse it again. Immutable.
 *
 * @param names as {@link CoveredNames#texts()}
 * @param subject in the form of RFC 2253
 * @param issuer in the form of RFC 2253
 * @param serial in lower-case hexadecimal digits
 * @param sha256 of the certificate
 * @param keySha256 of its public key (SPKI)
 */
public record LeafFacts(
    List<String> names,
    String subject,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter,
    Fingerprint sha256,
    Fingerprint keySha256) {

  /** Takes a copy of the list. */
  public LeafFacts {
    names = List.copyOf(names);
  }

  /**
   * The facts of a leaf in DER.
   *
   * @throws UnusableCertificateException if it doesn't parse
   */
  public static LeafFacts of(byte[] der) throws UnusableCertificateException {
    try {
      return of(X509.parse(der));
    } catch (CertificateException e) {
      throw new UnusableCertificateException(
          "A stored certificate doesn't parse: put the certificate in again.");
    }
  }

  /** The facts of a leaf. */
  public static LeafFacts of(X509Certificate leaf) {
    return new LeafFacts(
        CoveredNames.of(leaf).texts(),
        leaf.getSubjectX500Principal().getName(),
        leaf.getIssuerX500Principal().getName(),
        leaf.getSerialNumber().toString(16),
        leaf.getNotBefore().toInstant(),
        leaf.getNotAfter().toInstant(),
        X509.sha256(leaf),
        X509.keySha256(leaf));
  }
}
