package io.treeline.store.jdbc;

import io.treeline.store.CertificateRow;
import io.treeline.store.NewCertificate;
import io.treeline.store.NewPair;
import io.treeline.store.PairRow;
import java.util.Arrays;
import java.util.List;

/**
 * Says whether a value that is put is the one that is stored. Keys needn't be compared: equal
 * leaves hold equal public keys.
 */
record SameValue(CertificateRow stored) {

  boolean as(NewCertificate given) {
    if (!stored.header().equals(given.header())
        || !stored.source().equals(given.source())
        || stored.pairs().size() != given.pairs().size()) {
      return false;
    }
    for (int i = 0; i < given.pairs().size(); i++) {
      if (!same(stored.pairs().get(i), given.pairs().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(PairRow stored, NewPair given) {
    return stored.hasKey() && sameChain(stored.chainDer(), given.chainDer());
  }

  private static boolean sameChain(List<byte[]> a, List<byte[]> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!Arrays.equals(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
