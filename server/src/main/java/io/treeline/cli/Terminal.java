package io.treeline.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What surrounds a command: where it writes and reads, its environment, the time. For one thread.
 */
final class Terminal {

  private final PrintStream out;
  private final PrintStream err;
  private final InputStream in;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Path directory;
  private final BooleanSupplier interactive;
  private final boolean unicode;
  private final Consumer<Duration> pause;

  /**
   * @param directory where relative paths start
   * @param interactive whether a person looks on; asked only when it matters
   * @param unicode whether what is written may have more than ASCII
   * @param pause lets that time go by
   */
  Terminal(
      PrintStream out,
      PrintStream err,
      InputStream in,
      Map<String, String> environment,
      InstantSource clock,
      Path directory,
      BooleanSupplier interactive,
      boolean unicode,
      Consumer<Duration> pause) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.environment = environment;
    this.clock = clock;
    this.directory = directory;
    this.interactive = interactive;
    this.unicode = unicode;
    this.pause = pause;
  }

  /** That of the process. */
  static Terminal ofProcess() {
    Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    return new Terminal(
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, charset),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
        new FileInputStream(FileDescriptor.in),
        System.getenv(),
        InstantSource.system(),
        Path.of(""),
        Terminal::hasConsole,
        charset.equals(StandardCharsets.UTF_8),
        time -> LockSupport.parkNanos(time.toNanos()));
  }

  /** Without a terminal there is no console, whatever Error Prone says of later JDKs. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  InputStream in() {
    return in;
  }

  Map<String, String> environment() {
    return environment;
  }

  InstantSource clock() {
    return clock;
  }

  /** Whether a person looks on, so that a line may be written over again. */
  boolean interactive() {
    return interactive.getAsBoolean();
  }

  /** Whether more than ASCII may be written. */
  boolean unicode() {
    return unicode;
  }

  /** Lets some time go by until a server is asked again. */
  void pause(Duration time) {
    pause.accept(time);
  }

  Path path(String given) {
    return directory.resolve(given);
  }

  /** How the words of an output are set off. */
  Style style() {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"))
            || !interactive();
    return plain ? Style.PLAIN : Style.COLOURED;
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
