package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.util.List;

/** An explanation as a person reads it: the steps, what comes of them, what to do. */
final class ExplanationText {

  private final PrintStream out;
  private final TimeWords times;
  private final Style style;

  ExplanationText(PrintStream out, TimeWords times, Style style) {
    this.out = out;
    this.times = times;
    this.style = style;
  }

  void print(JsonObject explanation) {
    String sni = explanation.text("sni");
    out.println(
        style.strong(sni.isEmpty() ? "(no SNI)" : sni)
            + " on role "
            + explanation.text("role")
            + client(explanation));
    int number = 1;
    for (JsonObject step : explanation.objects("steps")) {
      out.println("  " + number++ + ". " + step(step));
    }
    out.println(conclusion(explanation, sni));
    pairs(explanation);
    for (String warning : explanation.texts("warnings")) {
      out.println(style.warning("warning: ") + warning);
    }
  }

  private String step(JsonObject step) {
    String name = step.optionalText("name");
    String detail = step.optionalText("detail");
    String outcome = step.text("outcome");
    return rule(step.text("step"))
        + (name == null ? "" : " " + name)
        + ": "
        + (outcome.equals("applied") ? style.good(outcome) : outcome)
        + (detail == null ? "" : " (" + detail + ")");
  }

  private static String client(JsonObject explanation) {
    String client = explanation.text("client");
    return client.equals("any") ? "" : " for a client that is " + client;
  }

  /** Who gets which pair of a dual certificate. */
  private void pairs(JsonObject explanation) {
    List<JsonObject> pairs = explanation.objects("pairs");
    if (pairs.size() < 2) {
      return;
    }
    out.println("It is dual; a client gets the first that it can verify:");
    for (JsonObject pair : pairs) {
      out.println(
          "  "
              + pair.text("key")
              + ", sha256 "
              + pair.text("sha256")
              + ", expires "
              + times.of(pair.text("notAfter")));
    }
  }

  private static String rule(String word) {
    return switch (word) {
      case "exact" -> "the name itself,";
      case "tree-parent" -> "its parent in the tree,";
      case "name-parent" -> "a name above it,";
      case "master" -> "the master,";
      case "certdir" -> "the role's certdir";
      case "default" -> "the default certificate";
      default -> word;
    };
  }

  private String conclusion(JsonObject explanation, String sni) {
    String sha256 = explanation.optionalText("sha256");
    String from =
        switch (explanation.text("source")) {
          case "domain" -> "the certificate of " + explanation.optionalText("domain");
          case "certdir" -> "the certificate of the role's certdir";
          case "default" -> "the default certificate";
          default -> "no certificate: the handshake ends with an alert";
        };
    if (sha256 == null) {
      return explanation.objects("pairs").isEmpty()
          ? "It gets " + from + "."
          : "It would get " + from + ", and can verify none of its keys.";
    }
    boolean covers = explanation.flag("covers");
    return "It gets "
        + from
        + ", sha256 "
        + sha256
        + ", expires "
        + times.of(String.valueOf(explanation.optionalText("notAfter")))
        + (sni.isEmpty() ? "." : covers ? "; it covers the name." : "; it doesn't cover the name.");
  }
}
