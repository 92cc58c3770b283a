package io.treeline.access;

import io.treeline.core.cert.Finding;
import java.util.List;

/**
 * A request that is not carried out; nothing was changed. The message is one sentence, or a line
 * each, that says what was wrong and what to do.
 */
public abstract sealed class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Refusal(String sentence) {
    super(sentence);
  }

  /** What was named isn't there, or lies outside what the principal may see. */
  public static final class NotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Takes the whole sentence. */
    public NotFound(String sentence) {
      super(sentence);
    }

    /** No domain of that name. */
    public static NotFound domain(Object name) {
      return new NotFound(
          "There is no domain '"
              + name
              + "' in the tree: see 'treeline domain tree' for what there"
              + " is.");
    }
  }

  /** The principal may see it, but not do this. */
  public static final class Forbidden extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Says which right is missing where. */
    public Forbidden(Right needed, Object where) {
      super(
          "This needs the role "
              + needed.word()
              + " for "
              + where
              + ": use a token that has it, or the local command line of the server.");
    }
  }

  /** The request contradicts the tree as it is. */
  public static final class Conflict extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Takes the whole sentence. */
    public Conflict(String sentence) {
      super(sentence);
    }
  }

  /** Somebody changed it since the caller looked. */
  public static final class Stale extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Takes the whole sentence. */
    public Stale(String sentence) {
      super(sentence);
    }
  }

  /** The input is wrong, in one or more places. */
  public static final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    /** One problem. */
    public Invalid(String sentence) {
      this(List.of(sentence));
    }

    /** All problems, each a sentence that names its place. */
    public Invalid(List<String> problems) {
      super(String.join("\n", problems));
      this.problems = List.copyOf(problems);
    }

    /** Each problem, a sentence. */
    public List<String> problems() {
      return problems;
    }
  }

  /** A certificate that can't be taken. */
  public static final class BadCertificate extends Refusal {
    private static final long serialVersionUID = 1L;
    private final transient List<Finding> findings;

    /** What was found; the first is why. */
    public BadCertificate(List<Finding> findings) {
      super(findings.getFirst().toString());
      this.findings = List.copyOf(findings);
    }

    /** All that was found, the reason first. */
    public List<Finding> findings() {
      return findings;
    }
  }
}
