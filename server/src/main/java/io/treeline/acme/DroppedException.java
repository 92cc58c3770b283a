package io.treeline.acme;

/** An order has nobody to go on for: its domain or its row is gone, or wants none any more. */
final class DroppedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With a sentence for the log. */
  DroppedException(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
