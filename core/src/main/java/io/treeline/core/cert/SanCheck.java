package io.treeline.core.cert;

import java.util.List;

/** Clients look at the SAN alone, never at the subject's common name (RFC 9525 §6.3). */
final class SanCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    if (CoveredNames.of(pair.leaf().certificate()).texts().isEmpty()) {
      List<String> inSubject = CommonNameCheck.names(pair.leaf().certificate());
      findings.add(
          FindingCode.NO_SAN,
          pair.leaf().place(),
          "The certificate "
              + pair.leaf().shown()
              + " has no DNS name in its SAN"
              + (inSubject.isEmpty()
                  ? ""
                  : ", and browsers ignore the name in its subject, " + Words.names(inSubject)),
          "have it issued again with its names as subjectAltName");
    }
  }
}
