package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code token create --subtree NAME --role R [--expires D]}. */
final class TokenCreateCommand extends ServerCommand {

  @Override
  public String name() {
    return "create";
  }

  @Override
  public String summary() {
    return "Makes a token for a subtree; it is shown once.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .option("--subtree", "NAME", "the domain that it reaches, with all below")
        .option("--role", "ROLE", "admin, operator or viewer")
        .option("--expires", "D", "when: 90d, 12h, or a time such as 2027-06-30T00:00:00Z");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.send("POST", "/v1/tokens", request(given, terminal));
    if (given.json()) {
      printJson(terminal, answer);
      return 0;
    }
    JsonObject made = object(answer);
    terminal.err().println("Token " + made.text("id") + ", shown this once:");
    terminal.out().println(made.text("token"));
    return 0;
  }

  private static Map<String, @Nullable Object> request(Arguments given, Terminal terminal) {
    String subtree = given.option("--subtree");
    String role = given.option("--role");
    if (subtree == null || role == null) {
      throw new WrongUsage("A token wants --subtree and --role.");
    }
    String expires = given.option("--expires");
    Instant now = terminal.clock().instant();
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("subtree", subtree);
    request.put("role", role);
    request.put("expires", expires == null ? null : Expiry.parse(expires, now).toString());
    return request;
  }
}
