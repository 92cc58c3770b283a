package io.treeline.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that tests may need, and where they are on this machine. */
final class Peers {

  record Peer(String name, String command, String debianPackage) {}

  private final List<Peer> listed;
  private final String searchPath;

  Peers(List<Peer> listed, String searchPath) {
    this.listed = listed;
    this.searchPath = searchPath;
  }

  static Peers ofThisMachine() {
    return new Peers(read(), System.getenv().getOrDefault("PATH", ""));
  }

  /**
   * Where a peer's command is, if it is installed.
   *
   * @throws IllegalArgumentException if {@code peers.tsv} doesn't list the name
   */
  Optional<Path> command(String name) {
    Peer peer = named(name);
    return Stream.of(searchPath.split(File.pathSeparator))
        .map(directory -> Path.of(directory, peer.command()))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Peer named(String name) {
    return listed.stream()
        .filter(peer -> peer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("peers.tsv has no '" + name + "'; add a line"));
  }

  private static List<Peer> read() {
    try (InputStream in = Peers.class.getResourceAsStream("peers.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(columns -> new Peer(columns[0], columns[1], columns[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
