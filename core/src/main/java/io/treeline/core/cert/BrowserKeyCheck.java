package io.treeline.core.cert;

/** Ed25519 is in TLS 1.3 but in no browser; P-521 is not in Chromium. */
final class BrowserKeyCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    if (!Use.BROWSER.takes(pair)) {
      findings.add(
          FindingCode.KEY_NOT_IN_BROWSERS,
          pair.leaf().place(),
          "The certificate has "
              + (pair.family() == KeyFamily.ED25519
                  ? "an Ed25519 key, which no browser and few phones accept"
                  : "an ECDSA key on P-521, which Chromium and its kin don't accept"),
          "get one with an ECDSA key on P-256, or add a pair with an RSA key");
    }
  }
}
