package io.treeline.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code domain add NAME [--parent P]}. */
final class DomainAddCommand extends ServerCommand {

  @Override
  public String name() {
    return "add";
  }

  @Override
  public String summary() {
    return "Adds a domain to the tree.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("NAME", "its name")
        .option("--parent", "NAME", "the domain above; without it, the nearest by name, or the top")
        .flag("--allow-nested", "take a tenant whose name lies below another tenant's");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("name", given.argument(0));
    request.put("parent", given.option("--parent"));
    request.put("allowNested", given.flag("--allow-nested"));
    byte[] answer = server.send("POST", "/v1/domains", request);
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      terminal
          .out()
          .println("Added " + object(answer).text("name") + DomainText.below(object(answer)) + ".");
    }
    return 0;
  }
}
