package io.treeline.app;

import java.util.List;

/** A server that can't start; the message is one sentence, or a line each, that says what to do. */
public final class StartFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For one reason. */
  public StartFailedException(String sentence) {
    super(sentence);
  }

  /** For several. */
  StartFailedException(List<String> sentences) {
    super(String.join(System.lineSeparator(), sentences));
  }
}
