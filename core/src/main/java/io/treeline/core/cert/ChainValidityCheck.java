package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** The dates of the issuers: many clients refuse a chain with one that has expired. */
final class ChainValidityCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    for (FoundCertificate issuer : pair.issuers()) {
      X509Certificate certificate = issuer.certificate();
      Instant notBefore = certificate.getNotBefore().toInstant();
      Instant notAfter = certificate.getNotAfter().toInstant();
      if (options.now().isAfter(notAfter) || options.now().isBefore(notBefore)) {
        boolean expired = options.now().isAfter(notAfter);
        findings.add(
            FindingCode.CHAIN_EXPIRED,
            issuer.place(),
            "The certificate "
                + issuer.shown()
                + " of the chain "
                + (expired
                    ? "expired on " + Words.date(notAfter)
                    : "is valid only from " + Words.date(notBefore)),
            "replace it by the one that its authority offers now");
      }
    }
  }
}
