package io.treeline.core.tree;

import org.jspecify.annotations.Nullable;

/**
 * One step of the lookup: who was asked for a certificate, and what came of it. Immutable.
 *
 * @param kind by which rule it was asked
 * @param name the domain's name, the certdir's path, or null where there is nothing to name
 * @param outcome what came of it
 * @param detail a sentence where the outcome needs one, else null
 */
public record Step(Kind kind, @Nullable String name, Outcome outcome, @Nullable String detail) {

  /** By which rule somebody is asked. */
  public enum Kind {
    EXACT("exact"),
    TREE_PARENT("tree-parent"),
    NAME_PARENT("name-parent"),
    MASTER("master"),
    CERTDIR("certdir"),
    DEFAULT("default");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word that JSON and pages use. */
    public String word() {
      return word;
    }
  }

  /** What comes of asking. */
  public enum Outcome {
    APPLIED("applied"),
    NO_CERTIFICATE("no certificate"),
    NOT_IN_TREE("not in tree"),
    UNUSABLE("unusable");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** The word that JSON and pages use. */
    public String word() {
      return word;
    }
  }
}
