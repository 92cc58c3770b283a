package io.treeline.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that runs beside the server under test, with all that it writes. */
final class PeerProcess implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Path log;

  private PeerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program of {@code peers.tsv} and waits until it listens.
   *
   * @param port of TCP, at which it does
   */
  static PeerProcess start(
      String peer, List<String> arguments, Map<String, String> environment, Path home, int port) {
    Path log = home.resolve(peer + ".log");
    List<String> command = new ArrayList<>();
    command.add(Peers.ofThisMachine().command(peer).orElseThrow().toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      PeerProcess started = new PeerProcess(peer, builder.start(), log);
      await(peer)
          .atMost(LONGEST_START)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> listens(port) || !started.process.isAlive());
      if (!started.process.isAlive()) {
        throw new AssertionError(peer + " doesn't start: " + started.log());
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it wrote, in every start that this home has seen. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    await("end of " + name).atMost(LONGEST_START).until(() -> !process.isAlive());
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
