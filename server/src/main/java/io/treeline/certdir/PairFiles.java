package io.treeline.certdir;

import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The two files of a certdir. */
final class PairFiles {

  private static final String KEY = "server.key";
  private static final String CERTIFICATE = "server.crt";

  private final Path directory;
  private final InstantSource clock;

  PairFiles(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  Path key() {
    return directory.resolve(KEY);
  }

  Path certificate() {
    return directory.resolve(CERTIFICATE);
  }

  /** Reads both and judges them. Blocks. */
  Look look() {
    if (!Files.isDirectory(directory)) {
      return new Look.Bad(
          "The directory "
              + directory
              + " does not exist: make it and put "
              + KEY
              + " and "
              + CERTIFICATE
              + " into it.");
    }
    try {
      byte[] key = read(key());
      byte[] certificate = read(certificate());
      return judge(key, certificate);
    } catch (NoSuchFileException e) {
      return new Look.Bad("The file " + e.getFile() + " does not exist: put it there.");
    } catch (AccessDeniedException e) {
      return new Look.Bad(
          "The file " + e.getFile() + " can't be read: give its rights to Treeline's user.");
    } catch (IOException e) {
      return new Look.Bad(
          "The pair in " + directory + " can't be read (" + e.getMessage() + "): check the disk.");
    }
  }

  private Look judge(byte[] key, byte[] certificate) throws IOException {
    List<NamedInput> inputs =
        List.of(new NamedInput(KEY, key), new NamedInput(CERTIFICATE, certificate));
    return switch (CertificateReader.merge(inputs, ReadOptions.at(clock.instant()))) {
      case Intake.Accepted accepted -> new Look.Good(accepted.bundle(), digest(key, certificate));
      case Intake.Refused refused ->
          new Look.Bad("The pair in " + directory + " can't be served. " + refused.reason());
    };
  }

  private static Fingerprint digest(byte[] key, byte[] certificate) throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(key);
    both.write(0);
    both.write(certificate);
    return Fingerprint.of(both.toByteArray());
  }

  private static byte[] read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > CertificateReader.MAX_OCTETS) {
      throw new IOException(file.getFileName() + " has " + size + " octets");
    }
    return Files.readAllBytes(file);
  }
}
