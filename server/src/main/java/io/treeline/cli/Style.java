package io.treeline.cli;

/** How words of an output are set off: by colour on a terminal, elsewhere not at all. */
enum Style {
  PLAIN,
  COLOURED;

  private static final String RESET = "\u001b[0m";

  /** What is well. */
  String good(String text) {
    return in("\u001b[32m", text);
  }

  /** What wants attention. */
  String warning(String text) {
    return in("\u001b[33m", text);
  }

  /** What is wrong. */
  String bad(String text) {
    return in("\u001b[31m", text);
  }

  /** What matters less. */
  String faint(String text) {
    return in("\u001b[2m", text);
  }

  /** What matters most. */
  String strong(String text) {
    return in("\u001b[1m", text);
  }

  private String in(String colour, String text) {
    return this == PLAIN || text.isEmpty() ? text : colour + text + RESET;
  }
}
