package io.treeline.core.cert;

/** RSA keys below 2048 bits are refused by every current client (CA/B BR §6.1.5). */
final class KeySizeCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    KeyMaterial key = pair.key().material();
    if (key.family() == KeyFamily.RSA && key.bits() < RsaKeys.MIN_BITS) {
      findings.add(
          FindingCode.KEY_TOO_SMALL,
          pair.key().place(),
          "The RSA key has " + key.bits() + " bits, at least 2048 are needed",
          "make a new key and have a certificate issued for it");
    }
  }
}
