package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** The leaf's own dates (RFC 5280 §4.1.2.5). */
final class ValidityCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    X509Certificate leaf = pair.leaf().certificate();
    Instant notBefore = leaf.getNotBefore().toInstant();
    Instant notAfter = leaf.getNotAfter().toInstant();
    if (options.now().isAfter(notAfter)) {
      findings.add(
          FindingCode.EXPIRED,
          pair.leaf().place(),
          "The certificate expired on " + Words.date(notAfter),
          "get a renewed one and put it in; until then it is served as it is");
    }
    if (options.now().isBefore(notBefore)) {
      findings.add(
          FindingCode.NOT_YET_VALID,
          pair.leaf().place(),
          "The certificate is valid only from " + Words.date(notBefore),
          "wait until then, or check the server's clock");
    }
  }
}
