package io.treeline.cli;

import java.io.IOException;

/** {@code cert explain SNI}. */
final class CertExplainCommand extends ServerCommand {

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String summary() {
    return "Says which certificate a name gets, and why.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("SNI", "the name that a client asks for; \"\" for a client that names none")
        .option(
            "--role", "NAME", "the role that serves it; without it, the first that serves the web")
        .option(
            "--client", "KIND", "rsa-only, ecdsa-only or any: which pair of a dual certificate");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String role = given.option("--role");
    String client = given.option("--client");
    byte[] answer =
        server.get(
            "/v1/explain?sni="
                + ApiClient.part(given.argument(0))
                + (role == null ? "" : "&role=" + ApiClient.part(role))
                + (client == null ? "" : "&client=" + ApiClient.part(client)));
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      new ExplanationText(
              terminal.out(), new TimeWords(terminal.clock().instant()), terminal.style())
          .print(object(answer));
    }
    return 0;
  }
}
