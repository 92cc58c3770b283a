package io.treeline.cli;

import java.io.IOException;
import java.util.Map;

/** {@code domain rename NAME NEW}. */
final class DomainRenameCommand extends ServerCommand {

  @Override
  public String name() {
    return "rename";
  }

  @Override
  public String summary() {
    return "Renames a domain; the names below that end in its name go along.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.argument("NAME", "the domain").argument("NEW", "its new name");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer =
        server.send(
            "POST", domainPath(given.argument(0)) + "/rename", Map.of("name", given.argument(1)));
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      terminal
          .out()
          .println("Renamed " + given.argument(0) + " to " + object(answer).text("name") + ".");
    }
    return 0;
  }
}
