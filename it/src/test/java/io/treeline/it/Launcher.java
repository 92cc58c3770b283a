package io.treeline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./treeline} of this checkout, as somebody at a terminal starts it. */
final class Launcher {

  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /** The first start may build, and trains the caches of later starts. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Launcher() {}

  /** Runs a command to its end. */
  static Ran run(String... arguments) {
    return run(List.of(arguments));
  }

  /** Runs a command to its end. */
  static Ran run(List<String> arguments) {
    return runProgram(command(arguments));
  }

  /** Runs any program to its end, in the checkout, with nothing on its standard input. */
  static Ran runProgram(List<String> command) {
    try {
      Path out = Files.createTempFile("treeline", ".out");
      Path err = Files.createTempFile("treeline", ".err");
      try {
        Process process = start(command, out, err);
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(command + " doesn't end");
        }
        return new Ran(process.exitValue(), text(out), text(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a program in the checkout. */
  static Process start(List<String> command, Path out, Path err) throws IOException {
    return new ProcessBuilder(command)
        .directory(REPOSITORY.toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** The launcher's command line. The process becomes the JVM itself, so signals reach it. */
  static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(REPOSITORY.resolve("treeline").toString()));
    command.addAll(arguments);
    return command;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, charset());
  }

  /** That of the process, which is what the JVM under test writes in too. */
  private static Charset charset() {
    return Charset.forName(System.getProperty("native.encoding", StandardCharsets.UTF_8.name()));
  }
}
