package io.treeline.core.tree;

import io.treeline.core.name.Sni;
import java.util.List;

/**
 * Why a name gets the certificate that it gets: the decision, and each step to it. Immutable.
 *
 * @param sni what was asked for
 * @param choice what the lookup decided
 * @param steps who was asked and what came of it, in order
 */
public record Explanation(Sni sni, Choice choice, List<Step> steps) {

  /** Copies the list. */
  public Explanation {
    steps = List.copyOf(steps);
  }

  /** Runs the lookup once, recording it. */
  public static Explanation of(DomainTree tree, Sni sni, Fallback fallback, Recorder recorder) {
    Choice choice = CertificateLookup.choose(tree, sni, fallback, recorder);
    return new Explanation(sni, choice, recorder.steps());
  }
}
