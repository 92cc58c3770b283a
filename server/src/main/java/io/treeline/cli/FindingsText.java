package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.util.List;

/** What was found about a certificate, as a person reads it. */
final class FindingsText {

  private FindingsText() {}

  static void print(List<JsonObject> findings, PrintStream out, Style style) {
    for (JsonObject finding : findings) {
      out.println(severity(finding.text("severity"), style) + " " + finding.text("sentence"));
    }
  }

  private static String severity(String word, Style style) {
    return switch (word) {
      case "error" -> style.bad("error:  ");
      case "warning" -> style.warning("warning:");
      default -> style.faint("notice: ");
    };
  }
}
