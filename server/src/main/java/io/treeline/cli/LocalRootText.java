package io.treeline.cli;

import io.treeline.api.JsonObject;

/** The local authority's root as a person reads it. */
final class LocalRootText {

  private LocalRootText() {}

  static void print(JsonObject root, Terminal terminal) {
    TimeWords times = new TimeWords(terminal.clock().instant());
    terminal
        .out()
        .println(
            "The local authority "
                + root.text("subject")
                + ", valid until "
                + times.of(root.text("notAfter"))
                + ", sha256 "
                + root.text("sha256")
                + ".");
  }
}
