package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code acme status [NAME]}. */
final class AcmeStatusCommand extends ServerCommand {

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "Says where issuance stands: the last error, the next step, the next attempt.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .optionalArgument("NAME", "the domain; without it, all that are under automation")
        .option("--limit", "N", "how many at most, without NAME (100)")
        .option("--after", "NAME", "begin behind this name, without NAME");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String name = given.optionalArgument(0);
    byte[] answer = server.get(name == null ? listPath(given) : issuancePath(name));
    if (given.json()) {
      printJson(terminal, answer);
    } else if (name == null) {
      printAll(object(answer), terminal);
    } else {
      IssuanceText.of(terminal).print(object(answer));
    }
    return 0;
  }

  /** Where the issuance of a domain is asked for. */
  static String issuancePath(String name) {
    return "/v1/acme/domains/" + ApiClient.part(name);
  }

  private static String listPath(Arguments given) {
    @Nullable String after = given.option("--after");
    return "/v1/acme/domains?limit="
        + given.number("--limit", 100, 1, 1000)
        + (after == null ? "" : "&cursor=" + ApiClient.part(after));
  }

  private static void printAll(JsonObject answer, Terminal terminal) {
    List<JsonObject> domains = answer.objects("domains");
    if (domains.isEmpty()) {
      terminal
          .out()
          .println(
              "No domain is under automation: 'treeline domain set NAME acme_enabled=true"
                  + " acme_account_email=ADDRESS' begins it.");
      return;
    }
    IssuanceText.of(terminal).printAll(domains);
    String next = answer.optionalText("next");
    if (next != null) {
      terminal.out().println("There are more: 'treeline acme status --after " + next + "'.");
    }
  }
}
