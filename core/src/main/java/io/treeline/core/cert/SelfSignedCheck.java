package io.treeline.core.cert;

/** A leaf that is its own issuer: no client trusts it unasked. */
final class SelfSignedCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    if (Issuing.isSelfIssued(pair.leaf().certificate())) {
      findings.add(
          FindingCode.SELF_SIGNED,
          pair.leaf().place(),
          "The certificate is self-signed",
          "have each client told to trust it, or get one from an authority that they know");
    }
  }
}
