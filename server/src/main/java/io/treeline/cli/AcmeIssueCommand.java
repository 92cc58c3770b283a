package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.io.PrintStream;

/** {@code acme issue NAME [--wait]}. */
final class AcmeIssueCommand extends ServerCommand {

  @Override
  public String name() {
    return "issue";
  }

  @Override
  public String summary() {
    return "Has a domain's certificate ordered now, whatever its turn.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("NAME", "the domain")
        .flag("--wait", "follow it until it is issued or has failed (exit status 1)");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String name = given.argument(0);
    // Before it begins, so that no line of its log is missed.
    long seen = given.flag("--wait") ? IssuanceLog.last(server, name) : 0;
    byte[] answer = server.send("POST", AcmeStatusCommand.issuancePath(name) + "/issue", null);
    return given.flag("--wait")
        ? follow(given, terminal, server, seen)
        : begun(given, terminal, answer);
  }

  private static int begun(Arguments given, Terminal terminal, byte[] answer) {
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      String name = object(answer).text("name");
      terminal.out().println(name + " is ordered now: 'treeline acme status " + name + "'.");
    }
    return 0;
  }

  private static int follow(Arguments given, Terminal terminal, ApiClient server, long seen)
      throws IOException {
    // Progress is for a person; who wants JSON gets one document at the end.
    PrintStream progress = given.json() ? terminal.err() : terminal.out();
    byte[] end = new IssuanceWatch(server, given.argument(0), seen, progress, terminal).toItsEnd();
    JsonObject domain = object(end);
    boolean issued = domain.text("status").equals("valid");
    if (given.json()) {
      printJson(terminal, end);
    } else if (issued) {
      IssuanceText.of(terminal).print(domain);
    }
    if (!issued) {
      throw new Failure(IssuanceText.reason(domain));
    }
    return 0;
  }
}
