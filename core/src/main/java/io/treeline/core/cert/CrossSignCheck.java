package io.treeline.core.cert;

/** A chain that goes on past a root that clients know, by a certificate of another authority. */
final class CrossSignCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    for (FoundCertificate issuer : pair.issuers()) {
      if (options.roots().has(issuer.certificate().getSubjectX500Principal())
          && !Issuing.isSelfIssued(issuer.certificate())) {
        findings.add(
            FindingCode.CROSS_SIGN,
            issuer.place(),
            "The chain goes on past the root "
                + issuer.shown()
                + ", which clients know, by a cross-sign of "
                + X509.shortened(issuer.certificate().getIssuerX500Principal().getName()),
            "nothing to do, old clients may need it; leave it out where there are none");
      }
    }
  }
}
