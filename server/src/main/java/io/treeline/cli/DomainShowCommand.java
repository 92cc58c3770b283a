package io.treeline.cli;

import java.io.IOException;

/** {@code domain show NAME}. */
final class DomainShowCommand extends ServerCommand {

  @Override
  public String name() {
    return "show";
  }

  @Override
  public String summary() {
    return "Shows a domain, its settings and its certificate, never the key.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.argument("NAME", "the domain");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.get(domainPath(given.argument(0)));
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      TimeWords times = new TimeWords(terminal.clock().instant());
      DomainText.print(object(answer), terminal.out(), times, terminal.style());
    }
    return 0;
  }
}
