package io.treeline.core.cert;

import io.treeline.core.cert.Fitness.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says for each kind of client how the pair that it gets serves it. What only one kind asks for is
 * told here and nowhere else: on most certificates it would be noise.
 */
final class FitnessCheck {

  private FitnessCheck() {}

  /** A pair and what was found of it. */
  record Judged(FoundPair pair, List<Finding> findings) {}

  static List<Fitness> of(List<Judged> pairs) {
    List<Fitness> all = new ArrayList<>();
    for (Use use : Use.values()) {
      all.add(of(use, pairs));
    }
    return List.copyOf(all);
  }

  private static Fitness of(Use use, List<Judged> pairs) {
    Judged got = pairs.stream().filter(each -> use.takes(each.pair())).findFirst().orElse(null);
    List<Finding> because =
        (got == null ? withoutPair(use, pairs.getFirst()) : withPair(use, got))
            .stream()
                .filter(each -> Fitness.verdict(use, each.code()) != Verdict.FIT)
                .sorted(
                    Comparator.comparing(
                        (Finding each) -> Fitness.verdict(use, each.code()),
                        Comparator.reverseOrder()))
                .toList();
    Verdict verdict =
        because.isEmpty() ? Verdict.FIT : Fitness.verdict(use, because.getFirst().code());
    return new Fitness(use, verdict, because);
  }

  private static List<Finding> withPair(Use use, Judged got) {
    List<Finding> because = new ArrayList<>(got.findings());
    Finding noClientAuth = use == Use.SIP_TRUNK ? noClientAuth(got.pair()) : null;
    if (noClientAuth != null) {
      because.add(noClientAuth);
    }
    return because;
  }

  private static List<Finding> withoutPair(Use use, Judged first) {
    if (use != Use.OLD_PHONE) {
      return first.findings();
    }
    return List.of(
        new Finding(
            FindingCode.NO_RSA_KEY,
            first.pair().leaf().place(),
            "There is no pair with an RSA key",
            "where there are phones that know RSA only, add one"));
  }

  private static @Nullable Finding noClientAuth(FoundPair pair) {
    if (ExtendedUsage.of(pair.leaf().certificate()).allowsClients()) {
      return null;
    }
    return new Finding(
        FindingCode.NO_CLIENT_AUTH,
        pair.leaf().place(),
        "The certificate isn't made for TLS clients",
        "where the trunk's operator asks for a client certificate, get one with clientAuth in its"
            + " extended key usage");
  }
}
