package io.treeline.core.cert;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whether the leaf is meant for TLS servers (RFC 5280 §4.2.1.12). */
final class ServerAuthCheck implements PairCheck {

  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String ANY = "2.5.29.37.0";

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    List<String> usages = usages(pair.leaf().certificate());
    if (!usages.contains(SERVER_AUTH) && !usages.contains(ANY)) {
      findings.add(
          FindingCode.NO_SERVER_AUTH,
          pair.leaf().place(),
          usages.isEmpty()
              ? "The certificate doesn't say that it is for TLS servers, which Apple's systems want"
              : "The certificate is for other uses than TLS servers, so clients refuse it",
          "have it issued again with serverAuth in its extended key usage");
    }
  }

  private static List<String> usages(X509Certificate leaf) {
    try {
      List<String> usages = leaf.getExtendedKeyUsage();
      return usages == null ? List.of() : usages;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
