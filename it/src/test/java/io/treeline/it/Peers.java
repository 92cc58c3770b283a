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
import org.jspecify.annotations.Nullable;

/** The programs that tests may need, and where they are on this machine. */
final class Peers {

  /**
   * A program.
   *
   * @param least the version of the package that it takes, null for any
   */
  record Peer(String name, String command, String debianPackage, @Nullable String least) {}

  private final List<Peer> listed;
  private final String searchPath;

  Peers(List<Peer> listed, String searchPath) {
    this.listed = listed;
    this.searchPath = searchPath;
  }

  static Peers ofThisMachine() {
    return new Peers(
        read(), System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin");
  }

  /**
   * Where a peer's command is, if it is installed and new enough.
   *
   * @throws IllegalArgumentException if {@code peers.tsv} doesn't list the name
   */
  Optional<Path> command(String name) {
    Peer peer = named(name);
    return Stream.of(searchPath.split(File.pathSeparator))
        .map(directory -> Path.of(directory, peer.command()))
        .filter(Files::isExecutable)
        .findFirst()
        .filter(command -> peer.least() == null || isNewEnough(peer));
  }

  /** What no package brought is taken as it is. */
  private static boolean isNewEnough(Peer peer) {
    String compare =
        "! type -P dpkg-query >/dev/null"
            + " || ! version=$(dpkg-query -W -f '${Version}' \"$1\" 2>/dev/null)"
            + " || dpkg --compare-versions \"$version\" ge \"$2\"";
    return Launcher.runProgram(
                List.of("bash", "-c", compare, "bash", peer.debianPackage(), peer.least()))
            .exit()
        == 0;
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
          .map(columns ->
              new Peer(columns[0], columns[1], columns[2], columns.length > 3 ? columns[3] : null))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
