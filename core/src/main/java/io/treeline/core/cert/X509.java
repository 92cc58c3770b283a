package io.treeline.core.cert;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** From DER to certificates of the JDK and back. */
final class X509 {

  private X509() {}

  static X509Certificate parse(byte[] der) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
  }

  static List<X509Certificate> parseChain(List<byte[]> chainDer)
      throws UnusableCertificateException {
    if (chainDer.isEmpty()) {
      throw new UnusableCertificateException(
          "A stored chain has no certificate: put the certificate in again.");
    }
    List<X509Certificate> chain = new ArrayList<>(chainDer.size());
    for (byte[] der : chainDer) {
      try {
        chain.add(parse(der));
      } catch (CertificateException e) {
        throw new UnusableCertificateException(
            "Certificate "
                + (chain.size() + 1)
                + " of a stored chain doesn't parse: put the certificate in again.");
      }
    }
    return List.copyOf(chain);
  }

  static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }

  static Fingerprint sha256(X509Certificate certificate) {
    return Fingerprint.of(der(certificate));
  }

  static Fingerprint keySha256(X509Certificate certificate) {
    return Fingerprint.of(certificate.getPublicKey().getEncoded());
  }

  /** The name to speak of it by: its subject, or its serial number if the subject is empty. */
  static String shown(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    return subject.isEmpty()
        ? "serial " + certificate.getSerialNumber().toString(16)
        : shortened(subject);
  }

  static String shortened(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(120)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.length() < name.length() ? shown + "..." : shown.toString();
  }
}
