package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.List;

/** {@code acme log [NAME]}. */
final class AcmeLogCommand extends ServerCommand {

  @Override
  public String name() {
    return "log";
  }

  @Override
  public String summary() {
    return "Shows what happened, of one domain or of all, the newest at the end.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .optionalArgument("NAME", "the domain; without it, everything")
        .option("--limit", "N", "how many lines at most (100)")
        .option("--before", "NUMBER", "only what is older than this line");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String name = given.optionalArgument(0);
    int limit = given.number("--limit", 100, 1, 1000);
    byte[] answer = server.get(IssuanceLog.path(name, limit, given.option("--before")));
    if (given.json()) {
      printJson(terminal, answer);
      return 0;
    }
    JsonObject page = object(answer);
    List<JsonObject> events = page.objects("events");
    if (events.isEmpty()) {
      terminal.out().println("Nothing has happened yet.");
    }
    if (page.members().get("next") != null) {
      terminal
          .out()
          .println(
              terminal.style().faint("Earlier lines: add --before " + page.number("next") + "."));
    }
    for (JsonObject event : events.reversed()) {
      IssuanceLog.print(event, name == null, terminal.out(), terminal.style());
    }
    return 0;
  }
}
