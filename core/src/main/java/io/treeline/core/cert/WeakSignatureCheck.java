package io.treeline.core.cert;

import java.util.Locale;

/** SHA-1 and MD5 in the chain; a root's own signature doesn't matter to anybody. */
final class WeakSignatureCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    for (FoundCertificate each : pair.chain()) {
      String algorithm = each.certificate().getSigAlgName().toUpperCase(Locale.ROOT);
      boolean root = !each.equals(pair.leaf()) && Issuing.isSelfIssued(each.certificate());
      if (!root && (algorithm.contains("SHA1") || algorithm.contains("MD5"))) {
        findings.add(
            FindingCode.WEAK_SIGNATURE,
            each.place(),
            "The certificate "
                + each.shown()
                + " is signed with "
                + algorithm
                + ", which clients don't accept any more",
            "have it issued again with SHA-256");
      }
    }
  }
}
