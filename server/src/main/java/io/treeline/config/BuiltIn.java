package io.treeline.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The built-in configuration: a text like an operator's, in the jar. */
final class BuiltIn {

  private BuiltIn() {}

  static Configuration read() {
    Reading reading = new ConfigurationReader(Path.of("")).read(text());
    return switch (reading) {
      case Reading.Valid valid -> valid.configuration();
      case Reading.Invalid invalid ->
          throw new IllegalStateException(
              "The built-in configuration is wrong: " + invalid.problems());
    };
  }

  private static String text() {
    try (InputStream in = BuiltIn.class.getResourceAsStream("built-in.json")) {
      if (in == null) {
        throw new IllegalStateException("The built-in configuration is not in the jar.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
