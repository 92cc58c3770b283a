package io.treeline.cli;

import java.io.IOException;
import java.util.Map;

/** {@code domain move NAME PARENT}. */
final class DomainMoveCommand extends ServerCommand {

  @Override
  public String name() {
    return "move";
  }

  @Override
  public String summary() {
    return "Moves a domain, with all below it, under another.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("NAME", "the domain")
        .argument("PARENT", "the domain that will be above it")
        .flag("--allow-nested", "take a tenant whose name lies below another tenant's");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    Map<String, ?> request =
        Map.of("parent", given.argument(1), "allowNested", given.flag("--allow-nested"));
    byte[] answer = server.send("POST", domainPath(given.argument(0)) + "/move", request);
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      terminal
          .out()
          .println("Moved " + object(answer).text("name") + DomainText.below(object(answer)) + ".");
    }
    return 0;
  }
}
