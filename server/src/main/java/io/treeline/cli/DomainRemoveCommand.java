package io.treeline.cli;

import java.io.IOException;

/** {@code domain remove NAME}. */
final class DomainRemoveCommand extends ServerCommand {

  @Override
  public String name() {
    return "remove";
  }

  @Override
  public String summary() {
    return "Removes a domain.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.argument("NAME", "the domain").flag("--recursive", "with all domains below it");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String recursive = given.flag("--recursive") ? "?recursive=true" : "";
    byte[] answer = server.send("DELETE", domainPath(given.argument(0)) + recursive, null);
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      long removed = object(answer).number("removed");
      String more = removed > 1 ? " and " + (removed - 1) + " below it" : "";
      terminal.out().println("Removed " + given.argument(0) + more + ".");
    }
    return 0;
  }
}
