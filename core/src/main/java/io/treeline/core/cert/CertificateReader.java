package io.treeline.core.cert;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads what an operator gives as {@code certificate_pem}, puts it right where it can, and judges
 * it.
 *
 * <p>Never throws for any input, keeps no state, and is safe for use by several threads.
 */
public final class CertificateReader {

  /** The most octets that an input may have: 256 KiB. */
  public static final int MAX_OCTETS = 256 * 1024;

  private CertificateReader() {}

  /** Reads a text that was pasted. */
  public static Intake read(String text, ReadOptions options) {
    return read(text.getBytes(StandardCharsets.UTF_8), options);
  }

  /** Reads one input as it came: text, or DER. */
  public static Intake read(byte[] input, ReadOptions options) {
    throw new UnsupportedOperationException();
  }

  /** Reads key, certificate and chain from several files, in whatever order they come. */
  public static Intake merge(List<NamedInput> inputs, ReadOptions options) {
    throw new UnsupportedOperationException();
  }
}
