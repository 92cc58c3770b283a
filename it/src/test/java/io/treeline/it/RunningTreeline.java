package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that runs: {@code ./treeline serve} with a home of its own, which holds {@code
 * config.json}, the data directory {@code data}, and what each start of it wrote.
 */
final class RunningTreeline implements AutoCloseable {

  /** All roles on ports that the system chooses; the phones' upstream answers nothing. */
  static final String EVERY_ROLE =
      """
      {
        "general": { "generaldomain": "platform.local" },
        "roles": [
          { "name": "ws1", "roletype": "ws", "bind": "127.0.0.1", "http_port": 0, "https_port": 0,
            "routes": [{ "path": "/", "welcome": true }] },
          { "name": "sg1", "roletype": "sg", "bind": "127.0.0.1", "tls_port": 0, "upstream": "127.0.0.1:9" },
          { "name": "api1", "roletype": "api", "bind": "127.0.0.1", "port": 0 }
        ]
      }
      """;

  /** The first start builds where nothing is built. */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private static final Pattern ADDRESS =
      Pattern.compile("(\\S+) (https|http|tls)://\\S*?:(\\d+)[,\\s]");

  private final Path home;
  private final Path out;
  private final Path err;
  private final Process process;

  private RunningTreeline(Path home, Path out, Path err, Process process) {
    this.home = home;
    this.out = out;
    this.err = err;
    this.process = process;
  }

  /** Starts every role. */
  static RunningTreeline start(Path home) {
    return start(home, EVERY_ROLE);
  }

  /** Starts it and waits until it is ready. */
  static RunningTreeline start(Path home, String configuration, String... options) {
    return awaitReady(launch(home, configuration, options));
  }

  /** Starts it by the words after {@code ./treeline}, and waits until it is ready. */
  static RunningTreeline startWith(Path home, List<String> words) throws IOException {
    return awaitReady(launch(home, Launcher.command(words)));
  }

  private static RunningTreeline awaitReady(RunningTreeline server) {
    await("ready")
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.isReady() || server.hasEnded());
    assertThat(server.isReady()).as("it starts: %s", server.log()).isTrue();
    return server;
  }

  /** Starts it, and waits for nothing. */
  static RunningTreeline launch(Path home, String configuration, String... options) {
    try {
      Files.writeString(home.resolve("config.json"), configuration);
      return launch(home, Launcher.command(arguments(home, options)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it by a command line that is given whole. */
  static RunningTreeline launch(Path home, List<String> command) throws IOException {
    String start = "serve." + System.nanoTime();
    Path out = home.resolve(start + ".out");
    Path err = home.resolve(start + ".err");
    return new RunningTreeline(home, out, err, Launcher.start(command, out, err));
  }

  /** The words after {@code ./treeline} that start it. */
  static List<String> arguments(Path home, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("serve", "--config", home.resolve("config.json").toString()));
    arguments.addAll(List.of("--data", home.resolve("data").toString()));
    arguments.addAll(List.of(options));
    return arguments;
  }

  boolean isReady() {
    return readyLine().isPresent();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** The exit status, once it has ended by itself. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("it runs on: " + printed() + log());
    }
    return process.exitValue();
  }

  /** Everything that this start wrote to standard output. */
  String printed() {
    return text(out);
  }

  /** Everything that this start wrote to standard error. */
  String log() {
    return text(err);
  }

  long pid() {
    return process.pid();
  }

  Path home() {
    return home;
  }

  Path data() {
    return home.resolve("data");
  }

  /** The port of the first listener with that scheme. */
  int port(String scheme) {
    return port("", scheme);
  }

  /** The port that a role listens at with that scheme. */
  int port(String role, String scheme) {
    Matcher address = ADDRESS.matcher(readyLine().orElseThrow() + "\n");
    while (address.find()) {
      if ((role.isEmpty() || address.group(1).equals(role)) && address.group(2).equals(scheme)) {
        return Integer.parseInt(address.group(3));
      }
    }
    throw new AssertionError("no " + role + " " + scheme + " in: " + readyLine());
  }

  /** Where the first listener with that scheme is. */
  InetSocketAddress address(String scheme) {
    return new InetSocketAddress("127.0.0.1", port(scheme));
  }

  /** Runs a command on this server's data directory, to its end. */
  Ran run(String... command) {
    return Launcher.run(line(command));
  }

  /** The words of a command on this server's data directory. */
  List<String> line(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--data", data().toString()));
    return words;
  }

  /** The way in over HTTPS, with a token of its own that may do everything. */
  AdminApi api() {
    return new AdminApi(
        port("api1", "https"),
        run("token", "create", "--subtree", "platform.local", "--role", "admin")
            .ok()
            .out()
            .strip());
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.destroyForcibly();
    awaitDeath();
  }

  /** Ends it in good order, as an operator would. */
  void stop() {
    process.destroy();
    awaitDeath();
  }

  /** Stops it if it still runs. */
  @Override
  public void close() {
    stop();
  }

  private void awaitDeath() {
    await("end of the server").atMost(LONGEST_STOP).until(this::hasEnded);
  }

  private Optional<String> readyLine() {
    return printed().lines().filter(line -> line.startsWith("ready")).findFirst();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
