package io.treeline.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code acme plan [--horizon D]}. */
final class AcmePlanCommand extends ServerCommand {

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String summary() {
    return "Says what will be ordered when, and what doesn't fit the authority's limits.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.option("--horizon", "D", "how far to look: days or hours, such as 60d or 12h (60d)");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.get("/v1/acme/plan?horizon=" + horizon(given.option("--horizon")));
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      IssuancePlanText.print(object(answer), terminal);
    }
    return 0;
  }

  private static String horizon(@Nullable String given) {
    if (given == null) {
      return "60d";
    }
    if (!given.matches("[1-9]\\d{0,4}[dh]")) {
      throw new WrongUsage("--horizon must be days or hours, such as 60d, not '" + given + "'.");
    }
    return given;
  }
}
