package io.treeline.importer;

import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Another server's files, made in a directory. */
record ForeignFiles(Path directory) {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  Path write(String file, String text) {
    Path path = directory.resolve(file);
    try {
      Files.createDirectories(path.getParent());
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A certificate for the name and its wildcard, made so long ago, valid for 90 days. */
  static CertifiedKey made(String name, int daysAgo, KeyType type) {
    Instant from = NOW.minus(Duration.ofDays(daysAgo));
    return SelfSigned.create(DomainName.parse(name), Duration.ofDays(90), type, from);
  }

  /** Writes one as {@code file.crt} and {@code file.key}, and gives its fingerprint. */
  String pair(String file, String name, int daysAgo) {
    CertifiedKey made = made(name, daysAgo, KeyType.EC256);
    write(file + ".crt", made.chainPem());
    write(file + ".key", made.keyPem());
    return made.leafSha256().hex();
  }

  /** Writes one as a single file, key and chain, and gives its fingerprint. */
  String whole(String file, String name, int daysAgo, KeyType type) {
    CertifiedKey made = made(name, daysAgo, type);
    write(file, made.chainPem() + made.keyPem());
    return made.leafSha256().hex();
  }
}
