package io.treeline.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface Reading {

  /** It is right in every respect that the text alone can show. */
  record Valid(Configuration configuration) implements Reading {}

  /**
   * It is wrong, and nothing of it may be used.
   *
   * @param problems all of them, in the text's order; never empty
   */
  record Invalid(List<Problem> problems) implements Reading {

    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
