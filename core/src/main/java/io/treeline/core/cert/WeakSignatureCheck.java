package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.Locale;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.jspecify.annotations.Nullable;

/** SHA-1 and MD5 in the chain; a root's own signature doesn't matter to anybody. */
final class WeakSignatureCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    for (FoundCertificate each : pair.chain()) {
      String algorithm = algorithm(each.certificate());
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

  private static String algorithm(X509Certificate certificate) {
    String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    return name.equals("RSASSA-PSS") && isSha1(certificate.getSigAlgParams())
        ? "RSASSA-PSS with SHA1"
        : name;
  }

  /** SHA-1 is what the parameters mean where they say nothing (RFC 4055 §3.1). */
  private static boolean isSha1(byte @Nullable [] parameters) {
    try {
      return parameters == null
          || RSASSAPSSparams.getInstance(parameters)
              .getHashAlgorithm()
              .getAlgorithm()
              .equals(OIWObjectIdentifiers.idSHA1);
    } catch (RuntimeException e) {
      return false;
    }
  }
}
