package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** {@code cert history NAME}. */
final class CertHistoryCommand extends ServerCommand {

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String summary() {
    return "Lists the certificates that a domain has and had, the newest first.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.argument("NAME", "the domain");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.get(domainPath(given.argument(0)) + "/certificates");
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      print(given.argument(0), object(answer).objects("certificates"), terminal);
    }
    return 0;
  }

  private static void print(String domain, List<JsonObject> certificates, Terminal terminal) {
    if (certificates.isEmpty()) {
      terminal.out().println(domain + " has and had no certificate of its own.");
      return;
    }
    TimeWords times = new TimeWords(terminal.clock().instant());
    Table table = new Table("FROM", "UNTIL", "EXPIRES", "SOURCE", "BY", "KEY", "SHA256", "NAMES");
    for (JsonObject each : certificates) {
      String until = each.optionalText("until");
      table.row(
          times.of(each.text("from")),
          until == null ? "in force" : times.of(until),
          times.of(each.text("notAfter")),
          each.text("source"),
          Objects.requireNonNullElse(each.optionalText("by"), "unknown"),
          each.flag("keysHeld") ? "held" : "gone",
          each.text("sha256").substring(0, 16),
          CertificateText.names(each));
    }
    table.print(terminal.out());
  }
}
