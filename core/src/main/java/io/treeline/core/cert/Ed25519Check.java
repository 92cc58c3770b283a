package io.treeline.core.cert;

/** Ed25519 is in TLS 1.3 but in no browser. */
final class Ed25519Check implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    if (pair.family() == KeyFamily.ED25519) {
      findings.add(
          FindingCode.ED25519_IN_BROWSERS,
          pair.leaf().place(),
          "The certificate has an Ed25519 key, which no browser and few phones accept",
          "get one with an ECDSA key on P-256, or add a pair with an RSA key");
    }
  }
}
