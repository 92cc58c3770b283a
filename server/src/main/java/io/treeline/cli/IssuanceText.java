package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where issuance stands, as a person reads it. For one thread. */
final class IssuanceText {

  private static final Map<String, String> MEANINGS =
      Map.of(
          "off", "not under automation: acme_enabled isn't set",
          "no-email", "no account: neither it nor a domain above has acme_account_email",
          "due", "about to be ordered",
          "ordering", "an order is under way",
          "waiting", "waiting for the authority or its limits",
          "retrying", "the last attempt failed",
          "valid", "issued",
          "manual", "a person put the certificate, which ended the automation");

  private final PrintStream out;
  private final TimeWords times;
  private final Style style;

  IssuanceText(PrintStream out, TimeWords times, Style style) {
    this.out = out;
    this.times = times;
    this.style = style;
  }

  static IssuanceText of(Terminal terminal) {
    return new IssuanceText(
        terminal.out(), new TimeWords(terminal.clock().instant()), terminal.style());
  }

  /** One domain, with all there is to say. */
  void print(JsonObject domain) {
    String status = domain.text("status");
    out.println(
        style.strong(domain.text("name"))
            + "  "
            + coloured(status, status)
            + ", "
            + MEANINGS.getOrDefault(status, status));
    line("names", String.join(", ", domain.texts("names")));
    line("account", domain.optionalText("email"));
    line("authority", domain.optionalText("directory"));
    line("step", domain.optionalText("step"));
    line("expires", time(domain, "notAfter"));
    line("next attempt", next(domain));
    JsonObject wait = domain.optionalObject("waitsFor");
    if (wait != null) {
      line("waits for", wait.text("sentence"));
      line("problem document", document(wait.members().get("problem")));
      line("next step", wait.text("nextStep"));
    }
    long failures = domain.number("failures");
    line("failures", failures == 0 ? null : failures + " in a row");
    budget(domain);
    JsonObject trouble = domain.optionalObject("trouble");
    if (trouble != null) {
      print(trouble, status.equals("valid"));
    } else if (status.equals("manual")) {
      line("next step", "treeline domain set " + domain.text("name") + " certificate_pem=");
    }
  }

  private void budget(JsonObject domain) {
    String label = "budget";
    for (JsonObject each : domain.objects("budget")) {
      line(label, each.number("left") + " left of " + each.text("limit"));
      label = "";
    }
  }

  private void print(JsonObject trouble, boolean past) {
    String at = time(trouble, "at");
    String sentence = trouble.text("sentence");
    line("last error", past ? sentence : style.bad(sentence));
    line("", at);
    line("problem document", document(trouble.members().get("problem")));
    line("next step", trouble.text("nextStep"));
  }

  /** Why it went no further and what to do, in two sentences. */
  static String reason(JsonObject domain) {
    JsonObject trouble = domain.optionalObject("trouble");
    if (trouble != null) {
      return trouble.text("sentence") + "\n" + trouble.text("nextStep");
    }
    String status = domain.text("status");
    return domain.text("name") + ": " + MEANINGS.getOrDefault(status, status) + ".";
  }

  /** Many domains, a row each. */
  void printAll(List<JsonObject> domains) {
    Table table = new Table("NAME", "STATUS", "EXPIRES", "NEXT ATTEMPT", "REMARK");
    for (JsonObject each : domains) {
      JsonObject trouble = each.optionalObject("trouble");
      JsonObject wait = each.optionalObject("waitsFor");
      String status = each.text("status");
      table.row(
          each.text("name"),
          status,
          orNothing(time(each, "notAfter")),
          orNothing(time(each, "nextAttempt")),
          remark(status, trouble, wait));
    }
    table.print(out);
  }

  /** What holds it up now rather than what failed before. */
  private static String remark(
      String status, @Nullable JsonObject trouble, @Nullable JsonObject wait) {
    if (wait != null) {
      return wait.text("sentence");
    }
    return trouble == null || status.equals("valid") ? "" : trouble.text("sentence");
  }

  /** A problem document on one line; null for none. */
  static @Nullable String document(@Nullable Object problem) {
    if (problem == null) {
      return null;
    }
    return problem instanceof String text ? text : Json.write(problem);
  }

  private String next(JsonObject domain) {
    String at = time(domain, "nextAttempt");
    if (at != null) {
      return at;
    }
    return domain.text("status").equals("ordering") ? "under way" : "never";
  }

  private @Nullable String time(JsonObject of, String member) {
    String iso = of.optionalText(member);
    return iso == null ? null : times.of(iso);
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void line(String label, @Nullable String value) {
    if (value != null) {
      DomainText.line(out, label, value);
    }
  }

  private String coloured(String status, String text) {
    return switch (status) {
      case "valid" -> style.good(text);
      case "retrying", "no-email" -> style.bad(text);
      case "off", "manual" -> style.faint(text);
      default -> style.warning(text);
    };
  }
}
