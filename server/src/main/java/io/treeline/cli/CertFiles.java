package io.treeline.cli;

import io.treeline.core.cert.CertificateReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files that a certificate is given in. */
final class CertFiles {

  /** The option by which an operator has missing issuers fetched. */
  static final String FETCH = "--fetch-issuers";

  static final String FETCH_HELP =
      "fetch missing intermediates from the addresses that the certificates name";

  private CertFiles() {}

  /** Reads those files; {@code -} is standard input. Together they have at most 256 KiB. */
  static List<CertFile> read(List<String> names, Terminal terminal) throws IOException {
    List<CertFile> files = new ArrayList<>();
    int left = CertificateReader.MAX_OCTETS;
    for (String name : names) {
      byte[] content = read(name, left + 1, terminal);
      left -= content.length;
      if (left < 0) {
        throw new Failure(
            "A certificate with its key and chain has at most 256 KiB, there is more in "
                + String.join(", ", names)
                + ": name the right files.");
      }
      files.add(new CertFile(name, content));
    }
    return files;
  }

  /**
   * The passphrase that stands in a file, without byte order mark and line end; null for no file.
   */
  static char @Nullable [] passphrase(@Nullable String file, Terminal terminal) throws IOException {
    if (file == null) {
      return null;
    }
    return Files.readString(terminal.path(file), StandardCharsets.UTF_8)
        .replaceFirst("^\uFEFF", "")
        .replaceFirst("\\R$", "")
        .toCharArray();
  }

  private static byte[] read(String name, int most, Terminal terminal) throws IOException {
    if (name.equals("-")) {
      return terminal.in().readNBytes(most);
    }
    Path path = terminal.path(name);
    if (Files.isDirectory(path)) {
      throw new Failure(path + " is a directory: name the files in it.");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(most);
    }
  }
}
