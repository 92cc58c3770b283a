package io.treeline.core.cert;

import java.util.List;

/** What became of an input: taken, perhaps with warnings, or refused. Immutable. */
public sealed interface Intake {

  /** What was found, errors first, then in the order of the text. */
  List<Finding> findings();

  /**
   * The input can be served. No finding is an error.
   *
   * @param fitness how it serves each kind of client, one for each {@link Use}
   */
  record Accepted(CertificateBundle bundle, List<Finding> findings, List<Fitness> fitness)
      implements Intake {
    /** Takes copies of the lists. */
    public Accepted {
      findings = List.copyOf(findings);
      fitness = List.copyOf(fitness);
    }
  }

  /** The input can't be served; at least one finding is an error, and the first is one. */
  record Refused(List<Finding> findings) implements Intake {
    /** Takes a copy of the list. */
    public Refused {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("a refusal has a reason");
      }
    }

    /** The first reason, as one sentence. */
    public String reason() {
      return findings.getFirst().toString();
    }
  }
}
