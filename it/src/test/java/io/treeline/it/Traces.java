package io.treeline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that a server and its commands wrote, by where: what secrets must not be found in. */
final class Traces {

  private final Map<String, byte[]> written = new LinkedHashMap<>();

  void keep(String where, String text) {
    written.put(where, text.getBytes(UTF_8));
  }

  /** What a command wrote; commands are told apart by their turn. */
  void keep(String command, Ran ran) {
    keep(written.size() + " " + command, ran.out() + ran.err());
  }

  /** Everything in a data directory, except for the key that seals it. */
  void keepFiles(String when, Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("master.key")) {
          written.put(when + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
  }

  /** What a server leaves behind once it has ended: its log, its files, its audit. */
  void keepRemains(RunningTreeline server) throws Exception {
    keep("the log", server.log());
    keep("standard output", server.printed());
    keep(
        "the audit",
        String.join(
            "\n",
            new Database(server.data()).rows("SELECT actor, action, target, detail FROM audit")));
    keepFiles("", server.data());
  }

  Set<String> places() {
    return written.keySet();
  }

  /** Fails where one of them is found. */
  void requireNone(List<Secret> secrets) {
    for (Secret secret : secrets) {
      written.forEach(
          (where, octets) -> assertThat(secret.in(octets)).as("%s in %s", secret, where).isEmpty());
    }
  }
}
