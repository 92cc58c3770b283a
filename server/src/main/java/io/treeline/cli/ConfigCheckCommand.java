package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.config.ConfigurationReader;
import io.treeline.config.Problem;
import io.treeline.config.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code config check FILE}: without a server. */
final class ConfigCheckCommand implements Command {

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Checks a configuration whole and names every problem, without a server.";
  }

  @Override
  public void declare(Declaration takes) {
    takes
        .argument("FILE", "the configuration")
        .option("--data", "DIR", "the data directory, where relative paths start (./data)");
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws IOException {
    Path file = terminal.path(given.argument(0));
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Reading reading =
        new ConfigurationReader(ServerAddress.dataDirectory(given, terminal)).read(text);
    List<Problem> problems =
        switch (reading) {
          case Reading.Valid valid -> List.of();
          case Reading.Invalid invalid -> invalid.problems();
        };
    if (given.json()) {
      terminal.out().println(Json.write(Map.of("valid", problems.isEmpty(), "problems", problems)));
    } else if (problems.isEmpty()) {
      terminal.out().println(file + " is right.");
    } else {
      problems.forEach(problem -> terminal.err().println(problem));
    }
    return problems.isEmpty() ? 0 : 1;
  }
}
