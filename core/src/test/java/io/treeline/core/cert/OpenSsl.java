package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's openssl, run in one directory. */
final class OpenSsl {

  private final Path directory;

  OpenSsl(Path directory) {
    this.directory = directory;
  }

  /** Runs a command line of words without spaces; fails the test if openssl does. */
  String run(String words) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ", -1)));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(process.waitFor()).as(words + "\n" + output).isZero();
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(words, e);
    }
  }

  String text(String file) {
    return new String(octets(file), StandardCharsets.UTF_8);
  }

  byte[] octets(String file) {
    try {
      return Files.readAllBytes(directory.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void write(String file, String text) {
    try {
      Files.writeString(directory.resolve(file), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
