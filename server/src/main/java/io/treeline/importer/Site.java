package io.treeline.importer;

import java.nio.file.Path;
import java.util.List;

/**
 * Files with a certificate and its key, and the names that another server shows it for. Immutable.
 *
 * @param names such as {@code example.com} and {@code *.example.com}; none where the certificate's
 *     own names decide
 */
public record Site(Origin origin, List<String> names, List<Path> files) {

  /** Copies the lists. */
  public Site {
    names = List.copyOf(names);
    files = List.copyOf(files);
  }
}
