package io.treeline.cli;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code cert local-ca issue NAME}. */
final class LocalCaIssueCommand extends ServerCommand {

  @Override
  public String name() {
    return "issue";
  }

  @Override
  public String summary() {
    return "Issues a certificate for a domain and its wildcard, and puts it in force.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("NAME", "the domain, which is in the tree")
        .option("--days", "DAYS", "how long it is valid, at most 825 (397)")
        .option("--key", "KIND", "ec256 or rsa2048, which old phones want (ec256)");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    int days = given.number("--days", 397, 1, 825);
    String name = given.argument(0);
    byte[] answer =
        server.send(
            "POST",
            domainPath(name) + "/certificate/local-ca",
            Map.of("days", days, "key", key(given.option("--key"))));
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      CertPutCommand.print(name, object(answer), terminal);
      terminal
          .out()
          .println(
              "It is renewed a third before its end. Clients trust it once they have the root:"
                  + " 'treeline cert local-ca root --out root.crt'.");
    }
    return 0;
  }

  private static String key(@Nullable String given) {
    return switch (given) {
      case null -> "ec256";
      case "ec256", "rsa2048" -> given;
      default -> throw new WrongUsage("--key must be ec256 or rsa2048, not '" + given + "'.");
    };
  }
}
