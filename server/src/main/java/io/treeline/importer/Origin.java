package io.treeline.importer;

import java.nio.file.Path;

/**
 * Where something was read. Immutable.
 *
 * @param line from 1; 0 for the file as a whole
 */
public record Origin(Path file, int line) {

  static Origin of(Path file) {
    return new Origin(file, 0);
  }

  /** Such as {@code /etc/nginx/nginx.conf:12}. */
  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
