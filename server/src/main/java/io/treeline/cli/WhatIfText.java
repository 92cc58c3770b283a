package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.util.List;

/** What a dry run says of the names of the tree, as a person reads it. */
final class WhatIfText {

  private static final int SHOWN = 10;

  private WhatIfText() {}

  static void print(JsonObject whatIf, PrintStream out) {
    long changed = whatIf.number("changed");
    if (changed == 0) {
      out.println("No name of the tree would get another certificate.");
      return;
    }
    String then = whatIf.optionalText("servedThen");
    out.println(
        names(changed)
            + " of the tree would get another certificate, "
            + (then == null ? "that of the role's certdir or the default one" : "that of " + then)
            + ": "
            + list(whatIf.texts("firstChanged"), changed)
            + ".");
    long uncovered = whatIf.number("uncovered");
    if (uncovered > 0) {
      out.println(
          "It doesn't cover "
              + uncovered
              + " of them (a wildcard covers one label): "
              + list(whatIf.texts("firstUncovered"), uncovered)
              + ".");
    }
  }

  private static String names(long count) {
    return Count.of(count, "name");
  }

  private static String list(List<String> first, long all) {
    List<String> shown = first.stream().limit(SHOWN).toList();
    String more = all > shown.size() ? " and " + (all - shown.size()) + " more" : "";
    return String.join(", ", shown) + more;
  }
}
