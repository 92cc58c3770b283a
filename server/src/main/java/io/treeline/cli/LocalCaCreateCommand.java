package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.Map;

/** {@code cert local-ca create}. */
final class LocalCaCreateCommand extends ServerCommand {

  @Override
  public String name() {
    return "create";
  }

  @Override
  public String summary() {
    return "Makes the local authority of this installation, once.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.flag("--replace", "make another in the place of the one that is there");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    boolean replace = given.flag("--replace");
    byte[] answer = server.send("POST", "/v1/local-ca", Map.of("replace", replace));
    if (given.json()) {
      printJson(terminal, answer);
      return 0;
    }
    JsonObject root = object(answer);
    LocalRootText.print(root, terminal);
    terminal.out().println();
    terminal
        .out()
        .println(
            "Next: 'treeline cert local-ca root --out root.crt', have the clients import that, and"
                + " 'treeline cert local-ca issue NAME' for each name.");
    if (replace) {
      terminal
          .out()
          .println(
              "What an earlier root has issued stays in force until it is renewed or issued anew:"
                  + " leave that root on the clients until then.");
    }
    return 0;
  }
}
