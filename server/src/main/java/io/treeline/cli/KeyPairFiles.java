package io.treeline.cli;

import io.treeline.core.cert.CertifiedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes the two files of a certdir. */
final class KeyPairFiles {

  private KeyPairFiles() {}

  /**
   * Writes {@code server.key} and {@code server.crt}, for their owner alone; what was there stays,
   * as {@code ….old}.
   */
  static List<Path> write(Path directory, CertifiedKey pair) throws IOException {
    Files.createDirectories(directory);
    Path key = directory.resolve("server.key").normalize();
    Path certificate = directory.resolve("server.crt").normalize();
    keepOld(key);
    keepOld(certificate);
    AtomicFile.write(key, AtomicFile.PRIVATE, out -> out.write(ascii(pair.keyPem())));
    AtomicFile.write(certificate, AtomicFile.PRIVATE, out -> out.write(ascii(pair.chainPem())));
    return List.of(key, certificate);
  }

  private static void keepOld(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.copy(
          file,
          file.resolveSibling(file.getFileName() + ".old"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static byte[] ascii(String pem) {
    return pem.getBytes(StandardCharsets.US_ASCII);
  }
}
