package io.treeline.core.cert;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a certificate says that it is for (RFC 5280 §4.2.1.12).
 *
 * @param purposes object identifiers; empty if it says nothing
 */
record ExtendedUsage(List<String> purposes) {

  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY = "2.5.29.37.0";

  static ExtendedUsage of(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return new ExtendedUsage(purposes == null ? List.of() : purposes);
    } catch (CertificateParsingException e) {
      return new ExtendedUsage(List.of());
    }
  }

  /** Whether it names TLS servers; to say nothing is not enough for all clients. */
  boolean namesServers() {
    return purposes.contains(SERVER_AUTH) || purposes.contains(ANY);
  }

  boolean namesClients() {
    return purposes.contains(CLIENT_AUTH);
  }

  /** Whether a TLS client may show it. */
  boolean allowsClients() {
    return purposes.isEmpty() || namesClients() || purposes.contains(ANY);
  }
}
