package io.treeline.core.cert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What people hand in, made by the tools that they use: {@code corpus/make.sh} makes the files,
 * {@code corpus.txt} says what each is and what reading says of it.
 */
final class Corpus {

  /** When the corpus is read: its certificates are valid from November 2026 to January 2027. */
  static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  private static final Map<String, Intake> READ = new ConcurrentHashMap<>();

  private Corpus() {}

  /**
   * A line of the table.
   *
   * @param passphrase empty if none is given
   * @param expected {@code accepted} or {@code refused}, then the codes of the findings
   */
  record Input(String name, String made, List<String> files, String passphrase, String expected) {

    List<NamedInput> content() {
      return files.stream().map(file -> new NamedInput(file, octets(file))).toList();
    }

    ReadOptions options() {
      return ReadOptions.at(NOW).passphrase(passphrase.isEmpty() ? null : passphrase.toCharArray());
    }

    /** Reads it once for all tests: some are made to take their time. */
    Intake read() {
      return READ.computeIfAbsent(name, unread -> CertificateReader.merge(content(), options()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Input> inputs() {
    return new String(octets("../corpus.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Corpus::input);
  }

  static byte[] octets(String file) {
    String path = file.startsWith("../") ? file.substring(3) : "corpus/" + file;
    try (InputStream in = Corpus.class.getResourceAsStream(path)) {
      return in.readAllBytes();
    } catch (IOException | NullPointerException e) {
      throw new AssertionError("the corpus has no " + file, e);
    }
  }

  private static Input input(String line) {
    List<String> cells =
        new ArrayList<>(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    return new Input(
        cells.get(0), cells.get(1), List.of(cells.get(2).split(" ")), cells.get(3), cells.get(4));
  }
}
