package io.treeline.cli;

/** What ends a command with exit status 2: it was called wrongly. The message is a sentence. */
final class WrongUsage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongUsage(String sentence) {
    super(sentence, null, false, false);
  }
}
