package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;

/** {@code token list}. */
final class TokenListCommand extends ServerCommand {

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String summary() {
    return "Lists the tokens, never their secrets.";
  }

  @Override
  void declareOwn(Declaration takes) {}

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.get("/v1/tokens");
    if (given.json()) {
      printJson(terminal, answer);
      return 0;
    }
    TimeWords times = new TimeWords(terminal.clock().instant());
    Table table = new Table("ID", "ROLE", "SUBTREE", "CREATED", "EXPIRES");
    for (JsonObject token : object(answer).objects("tokens")) {
      String expires = token.optionalText("expires");
      table.row(
          token.text("id"),
          token.text("role"),
          token.text("subtree"),
          times.of(token.text("created")),
          expires == null ? "never" : times.of(expires));
    }
    table.print(terminal.out());
    return 0;
  }
}
