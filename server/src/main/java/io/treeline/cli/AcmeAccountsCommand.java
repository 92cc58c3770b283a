package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.List;

/** {@code acme accounts}. */
final class AcmeAccountsCommand extends ServerCommand {

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public String summary() {
    return "Lists the accounts at authorities, never their keys.";
  }

  @Override
  void declareOwn(Declaration takes) {}

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.get("/v1/acme/accounts");
    if (given.json()) {
      printJson(terminal, answer);
      return 0;
    }
    List<JsonObject> accounts = object(answer).objects("accounts");
    if (accounts.isEmpty()) {
      terminal.out().println("There is no account yet: the first order makes one.");
      return 0;
    }
    TimeWords times = new TimeWords(terminal.clock().instant());
    Table table = new Table("ID", "STATUS", "HOLDER", "E-MAIL", "MADE", "AT");
    for (JsonObject account : accounts) {
      String location = account.optionalText("location");
      table.row(
          String.valueOf(account.number("id")),
          account.text("status"),
          account.text("holder"),
          account.text("email"),
          times.of(account.text("made")),
          location == null ? account.text("directory") : location);
    }
    table.print(terminal.out());
    return 0;
  }
}
