package io.treeline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** {@code domain export [FILE]}. */
final class DomainExportCommand extends ServerCommand {

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "Writes the domains as JSON Lines, keys by their fingerprints only.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.optionalArgument("FILE", "where to; without it, or with -, standard output");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String file = given.optionalArgument(0);
    try (InputStream lines = server.download("/v1/export")) {
      if (file == null || file.equals("-")) {
        copy(lines, terminal.out());
      } else {
        Path to = terminal.path(file);
        AtomicFile.write(to, AtomicFile.READABLE, out -> copy(lines, out));
        terminal.err().println("Exported to " + to + ".");
      }
    }
    return 0;
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    long _ = from.transferTo(to);
  }
}
