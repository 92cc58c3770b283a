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
    return "Prints the DNS records that authorise a domain once and for all (dns-persist-01).";
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

  private static void print(JsonObject answer, Terminal terminal) {
    PrintStream out = terminal.out();
    String name = answer.text("name");
    List<JsonObject> records = answer.objects("records");
    out.println(
        (records.size() == 1 ? "This record lets" : "These records let")
            + " the account order for "
            + name
            + " at "
            + answer.text("directory")
            + ", without a further challenge:");
    out.println();
    for (JsonObject record : records) {
      out.println(
          record.text("recordName") + ". IN TXT \"" + quoted(record.text("recordValue")) + "\"");
    }
    out.println();
    if (answer.flag("found")) {
      out.println(
          terminal.style().good(records.size() == 1 ? "It is there." : "They are there.")
              + " 'treeline domain set "
              + name
              + " acme_challenge=dns-persist-01' makes orders go by "
              + (records.size() == 1 ? "it." : "them."));
      return;
    }
    for (JsonObject record : records) {
      if (!record.flag("found")) {
        missing(record, terminal);
      }
    }
    out.println("Look again with 'treeline acme authorize " + name + "'.");
  }

  private static void missing(JsonObject record, Terminal terminal) {
    PrintStream out = terminal.out();
    out.println(terminal.style().warning("Not yet: ") + record.optionalText("objection"));
    for (String each : record.texts("seen")) {
      out.println("  there is: \"" + quoted(each) + "\"");
    }
  }

  /** As a zone file wants it (RFC 1035 §5.1). */
  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
