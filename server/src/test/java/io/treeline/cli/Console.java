package io.treeline.cli;

import io.treeline.api.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A terminal whose output is looked at, and the commands that run in it. */
final class Console {

  final Map<String, String> environment = new HashMap<>();
  private final Path directory;
  private byte[] input = new byte[0];
  private boolean interactive;

  /** A console in a directory; nobody looks on. */
  Console(Path directory) {
    this.directory = directory;
  }

  /** What a command left behind. */
  record Result(int status, String out, String err) {}

  Console input(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  Console interactive() {
    interactive = true;
    return this;
  }

  Result run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(input),
            environment,
            InstantSource.fixed(TestServer.NOW),
            directory,
            () -> interactive,
            true,
            time -> {});
    int status = new CommandLineRun(terminal).run(words);
    terminal.flush();
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
