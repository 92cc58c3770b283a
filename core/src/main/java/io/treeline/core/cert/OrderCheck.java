package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Key, leaf, chain: says where the input had them in another order. Files may come in any. */
final class OrderCheck {

  private OrderCheck() {}

  static void check(List<FoundPair> pairs, Findings findings) {
    // Two pairs may share their chain; it stands once.
    Set<FoundCertificate> seen = new HashSet<>();
    for (FoundPair pair : pairs) {
      if (!isAscending(positions(pair, seen))) {
        findings.add(
            FindingCode.ORDER_PUT_RIGHT,
            Place.ofFile(pair.leaf().place().file()),
            "The blocks of "
                + pair.leaf().shown()
                + " weren't in the order private key, certificate, chain",
            "nothing to do, they were put in order");
      }
      seen.addAll(pair.issuers());
    }
  }

  private static List<Integer> positions(FoundPair pair, Set<FoundCertificate> seen) {
    Place place = pair.leaf().place();
    List<Integer> positions = new ArrayList<>();
    if (pair.leaf().isInFileOf(pair.key().place())) {
      positions.add(pair.key().position());
    }
    positions.add(pair.leaf().position());
    pair.issuers().stream()
        .filter(each -> each.isInFileOf(place) && !seen.contains(each))
        .forEach(each -> positions.add(each.position()));
    return positions;
  }

  private static boolean isAscending(List<Integer> positions) {
    for (int i = 1; i < positions.size(); i++) {
      if (positions.get(i) < positions.get(i - 1)) {
        return false;
      }
    }
    return true;
  }
}
