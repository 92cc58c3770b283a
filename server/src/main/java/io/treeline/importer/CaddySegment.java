package io.treeline.importer;

import java.util.List;

/** A line of a Caddyfile, with the lines of the block that it opens. Immutable. */
record CaddySegment(Origin origin, List<String> words, List<CaddySegment> block) {

  String first() {
    return words.isEmpty() ? "" : words.getFirst();
  }

  List<String> arguments() {
    return words.isEmpty() ? words : words.subList(1, words.size());
  }
}
