package io.treeline.core.cert;

import java.util.List;

/** What became of an input: taken, perhaps with warnings, or refused. Immutable. */
public sealed interface Intake {

  /** What was found, errors first, then in the order of the text. */
  List<Finding> findings();

  /** The input can be served. No finding is an error. */
  record Accepted(CertificateBundle bundle, List<Finding> findings) implements Intake {
    /** Takes a copy of the list. */
    public Accepted {
      findings = List.copyOf(findings);
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
