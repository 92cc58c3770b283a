package io.treeline.cli;

import java.io.IOException;

/** {@code token revoke ID}. */
final class TokenRevokeCommand extends ServerCommand {

  @Override
  public String name() {
    return "revoke";
  }

  @Override
  public String summary() {
    return "Ends a token at once.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.argument("ID", "the token's id, as 'token list' shows it");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] _ = server.send("DELETE", "/v1/tokens/" + ApiClient.part(given.argument(0)), null);
    if (given.json()) {
      terminal.out().println("{}");
    } else {
      terminal.out().println("Token " + given.argument(0) + " is revoked.");
    }
    return 0;
  }
}
