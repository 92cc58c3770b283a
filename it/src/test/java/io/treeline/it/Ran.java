package io.treeline.it;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that ended: its exit status and all it wrote. */
record Ran(int exit, String out, String err) {

  /** What it wrote to standard output, read as JSON. */
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }

  /** Itself, if it did what it was asked to. */
  Ran ok() {
    if (exit != 0) {
      throw new AssertionError("exit status " + exit + "\n" + out + err);
    }
    return this;
  }
}
