package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.util.List;

/** Whom a certificate serves, as a person reads it: a line for each kind of client. */
final class FitnessText {

  private FitnessText() {}

  static void print(List<JsonObject> fitness, PrintStream out, Style style) {
    for (JsonObject each : fitness) {
      List<JsonObject> because = each.objects("because");
      String why = because.isEmpty() ? "" : ": " + because.getFirst().text("what");
      String more = because.size() < 2 ? "" : " (and " + (because.size() - 1) + " more)";
      DomainText.line(
          out,
          use(each.text("use")) + " (" + each.text("role") + ")",
          verdict(each.text("verdict"), style) + why + more);
    }
  }

  private static String use(String word) {
    return switch (word) {
      case "browser" -> "browsers";
      case "sip-trunk" -> "SIP trunks";
      case "old-phone" -> "RSA-only phones";
      default -> word;
    };
  }

  private static String verdict(String word, Style style) {
    return switch (word) {
      case "fit" -> style.good("fit");
      case "conditional" -> style.warning("with conditions");
      default -> style.bad("unfit");
    };
  }
}
