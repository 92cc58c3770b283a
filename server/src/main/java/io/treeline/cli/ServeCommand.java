package io.treeline.cli;

import io.treeline.app.Application;
import io.treeline.app.ServeOptions;

/** {@code serve}. */
final class ServeCommand implements Command {

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String summary() {
    return "Runs this server's roles until it is told to stop.";
  }

  @Override
  public void declare(Declaration takes) {
    takes
        .option("--config", "FILE", "the configuration; without it, the one in force")
        .option("--data", "DIR", "the data directory (./data)")
        .option("--server", "NAME", "this server's name in the configuration")
        .option("--db", "URL", "the shared store; without it, a file in the data directory")
        .flag("--demo", "fill an empty data directory with an example");
  }

  @Override
  public int run(Arguments given, Terminal terminal) {
    String config = given.option("--config");
    terminal.flush();
    return Application.run(
        new ServeOptions(
            config == null ? null : terminal.path(config),
            ServerAddress.dataDirectory(given, terminal),
            given.option("--server"),
            given.option("--db"),
            given.flag("--demo")),
        terminal.out(),
        terminal.err());
  }
}
