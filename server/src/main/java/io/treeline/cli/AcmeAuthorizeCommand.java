package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code acme authorize NAME}. */
final class AcmeAuthorizeCommand extends ServerCommand {

  @Override
  public String name() {
    return "authorize";
  }

  @Override
  public String summary() {
    return "Prints the DNS record that authorises a name once and for all (dns-persist-01).";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.argument("NAME", "the domain");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String name = given.argument(0);
    byte[] answer = server.get(AcmeStatusCommand.issuancePath(name) + "/authorization");
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      print(object(answer), terminal);
    }
    return 0;
  }

  private static void print(JsonObject record, Terminal terminal) {
    PrintStream out = terminal.out();
    String name = record.text("name");
    out.println(
        "This record lets the account order for "
            + name
            + " at "
            + record.text("directory")
            + ", without a further challenge:");
    out.println();
    out.println(
        record.text("recordName") + ". IN TXT \"" + quoted(record.text("recordValue")) + "\"");
    out.println();
    if (record.flag("found")) {
      out.println(
          terminal.style().good("It is there.")
              + " 'treeline domain set "
              + name
              + " acme_challenge=dns-persist-01' makes orders go by it.");
      return;
    }
    List<String> seen = record.texts("seen");
    out.println(
        terminal.style().warning("It isn't there yet")
            + (seen.isEmpty() ? "" : " (there is: " + String.join("; ", seen) + ")")
            + ": publish it in the zone, then see with 'treeline acme authorize "
            + name
            + "'.");
  }

  /** As a zone file wants it (RFC 1035 §5.1). */
  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
