package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.Map;

/** {@code cert revoke NAME --reason R}. */
final class CertRevokeCommand extends ServerCommand {

  @Override
  public String name() {
    return "revoke";
  }

  @Override
  public String summary() {
    return "Has the authority revoke a domain's certificate; another is ordered at once.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("NAME", "the domain")
        .option(
            "--reason",
            "REASON",
            "key-compromise, superseded, affiliation-changed, cessation-of-operation or"
                + " unspecified");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String name = given.argument(0);
    String reason = given.option("--reason");
    if (reason == null) {
      throw new WrongUsage(
          "A revocation wants --reason, such as key-compromise or superseded: it can't be undone.");
    }
    byte[] answer =
        server.send("POST", domainPath(name) + "/certificate/revoke", Map.of("reason", reason));
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      print(object(answer), reason, terminal);
    }
    return 0;
  }

  private static void print(JsonObject domain, String reason, Terminal terminal) {
    String name = domain.text("name");
    terminal.out().println("The certificate of " + name + " is revoked (" + reason + ").");
    String next =
        switch (domain.text("status")) {
          case "due", "ordering", "waiting", "retrying" ->
              "Another is ordered with a new key, and this one is served until it is there:"
                  + " 'treeline acme status "
                  + name
                  + "'.";
          default ->
              "It is still served, as automation is off: put another with 'treeline cert put "
                  + name
                  + " FILE', or set acme_enabled=true and certificate_pem=.";
        };
    terminal.out().println(next);
  }
}
