package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.util.List;

/** Whether the leaf covers the domain that it is put in for. */
final class NameCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    DomainName name = options.name();
    CoveredNames covered = CoveredNames.of(pair.leaf().certificate());
    if (name != null && !covered.covers(name)) {
      List<String> names = covered.texts();
      findings.add(
          FindingCode.NAME_NOT_COVERED,
          pair.leaf().place(),
          "The certificate doesn't cover "
              + name
              + (names.isEmpty() ? ", nor any other name" : ", it covers " + Words.names(names)),
          "put it in for one of its names, or get one for " + name);
    }
  }
}
