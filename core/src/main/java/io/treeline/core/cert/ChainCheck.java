package io.treeline.core.cert;

import java.security.cert.X509Certificate;

/** Whether the chain leads from the leaf to a root that clients know (RFC 8446 §4.4.2). */
final class ChainCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    for (FoundCertificate each : pair.badlySigned()) {
      findings.add(
          FindingCode.CHAIN_BROKEN,
          each.place(),
          "The signature of "
              + each.shown()
              + " isn't that of "
              + issuerOf(each)
              + " as it is in the input",
          "copy both certificates again, or get the right intermediate from the authority");
    }
    FoundCertificate last = pair.last();
    if (!Issuing.isSelfIssued(last.certificate())) {
      openEnd(pair, options, findings);
    } else if (!pair.issuers().isEmpty()) {
      root(last, options.roots(), findings);
    }
  }

  private static void openEnd(FoundPair pair, ReadOptions options, Findings findings) {
    FoundCertificate last = pair.last();
    KnownRoots roots = options.roots();
    if (roots.issued(last.certificate()) || options.own().issued(last.certificate())) {
      return;
    }
    if (pair.issuers().isEmpty()) {
      findings.add(
          FindingCode.CHAIN_INCOMPLETE,
          last.place(),
          "The certificate of the issuer, " + issuerOf(last) + ", is missing",
          "add it after the certificate" + whereToGet(last.certificate()));
    } else if (!roots.areUnknown()) {
      findings.add(
          FindingCode.UNKNOWN_ROOT,
          last.place(),
          "The chain ends with "
              + last.shown()
              + ", whose issuer "
              + issuerOf(last)
              + " is neither in the input nor a known root",
          "add the missing certificate"
              + whereToGet(last.certificate())
              + ", or have the clients told to trust its root");
    }
  }

  private static void root(FoundCertificate root, KnownRoots roots, Findings findings) {
    findings.add(
        FindingCode.ROOT_INCLUDED,
        root.place(),
        "The chain includes its root, " + root.shown() + ", which clients must have already",
        "leave it out to make handshakes shorter");
    if (!roots.areUnknown() && !roots.issued(root.certificate())) {
      findings.add(
          FindingCode.UNKNOWN_ROOT,
          root.place(),
          "The root " + root.shown() + " is none that clients know",
          "have the clients told to trust it");
    }
  }

  private static String issuerOf(FoundCertificate certificate) {
    return X509.shortened(certificate.certificate().getIssuerX500Principal().getName());
  }

  private static String whereToGet(X509Certificate certificate) {
    String address = IssuerAddress.of(certificate);
    return address == null
        ? "; its authority offers it for download"
        : " (it is at " + address + ", --fetch-issuers gets it)";
  }
}
