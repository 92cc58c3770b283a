package io.treeline.core.cert;

/**
 * Whether the leaf's key may sign, as a server does in every handshake that isn't RSA's old key
 * transport (RFC 5280 §4.2.1.3, RFC 8446 §4.4.2.2).
 */
final class KeyUsageCheck implements PairCheck {

  private static final int DIGITAL_SIGNATURE = 0;

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    boolean[] usage = pair.leaf().certificate().getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      findings.add(
          FindingCode.WRONG_KEY_USAGE,
          pair.leaf().place(),
          "The certificate's key usage doesn't allow signatures, which every current handshake needs",
          "have it issued again with digitalSignature in its key usage");
    }
  }
}
