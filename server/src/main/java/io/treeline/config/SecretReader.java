package io.treeline.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads where a secret is to be read; a secret that stands in the text itself is a problem. */
final class SecretReader {

  private final PathReader paths;

  SecretReader(PathReader paths) {
    this.paths = paths;
  }

  /** The source at a key that must be there. */
  @Nullable SecretSource required(Fields fields, String key) {
    return fields
        .required(key, "write {\"env\": \"VARIABLE\"} or {\"file\": \"PATH\"}")
        .map(this::read)
        .orElse(null);
  }

  private @Nullable SecretSource read(Spot spot) {
    if (spot.isText()) {
      spot.problem(
          "must not stand here itself; write {\"env\": \"VARIABLE\"} or {\"file\": \"PATH\"}.");
      return null;
    }
    Fields fields = spot.fields("env", "file");
    if (fields.wasObject() && fields.spot("env").isPresent() == fields.spot("file").isPresent()) {
      spot.problem("needs exactly one of 'env' and 'file'.");
      return null;
    }
    String variable = fields.spot("env").map(Spot::word).orElse(null);
    Path file = fields.spot("file").map(paths::path).orElse(null);
    return variable != null
        ? new SecretSource.Environment(variable)
        : file != null ? new SecretSource.InFile(file) : null;
  }
}
