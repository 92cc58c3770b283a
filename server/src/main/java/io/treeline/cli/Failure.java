package io.treeline.cli;

/** What ends a command with exit status 1; the message is a sentence, or a line each. */
class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Failure(String sentence) {
    super(sentence, null, false, false);
  }
}
