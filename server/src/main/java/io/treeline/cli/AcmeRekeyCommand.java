package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;

/** {@code acme rekey ID}. */
final class AcmeRekeyCommand extends ServerCommand {

  @Override
  public String name() {
    return "rekey";
  }

  @Override
  public String summary() {
    return "Gives an account at an authority another key; its certificates stay valid.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.argument("ID", "the account's id, as 'acme accounts' shows it");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer =
        server.send(
            "POST", "/v1/acme/accounts/" + ApiClient.part(given.argument(0)) + "/key", null);
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      JsonObject account = object(answer);
      terminal
          .out()
          .println(
              "The account of "
                  + account.text("email")
                  + " at "
                  + account.text("directory")
                  + " has another key; the one before opens nothing any more.");
    }
    return 0;
  }
}
