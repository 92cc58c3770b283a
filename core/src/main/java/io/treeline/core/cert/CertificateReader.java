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

  /** The most octets that an input may have, all files together: 256 KiB. */
  public static final int MAX_OCTETS = 256 * 1024;

  private CertificateReader() {}

  /** Reads a text that was pasted. */
  public static Intake read(String text, ReadOptions options) {
    if (text.length() > MAX_OCTETS
        || (text.length() > MAX_OCTETS / 3
            && text.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS)) {
      return tooLarge();
    }
    Reading reading = new Reading(options);
    reading.text(text, null);
    return reading.finish();
  }

  /** Reads one input as it came: text, or DER. */
  public static Intake read(byte[] input, ReadOptions options) {
    if (input.length > MAX_OCTETS) {
      return tooLarge();
    }
    Reading reading = new Reading(options);
    reading.octets(input, null);
    return reading.finish();
  }

  /** Reads key, certificate and chain from several files, in whatever order they come. */
  public static Intake merge(List<NamedInput> inputs, ReadOptions options) {
    if (inputs.stream().mapToLong(input -> input.content().length).sum() > MAX_OCTETS) {
      return tooLarge();
    }
    Reading reading = new Reading(options);
    inputs.forEach(input -> reading.octets(input.content(), input.name()));
    return reading.finish();
  }

  private static Intake tooLarge() {
    return new Intake.Refused(
        List.of(
            new Finding(
                FindingCode.TOO_LARGE,
                Place.WHOLE,
                "The input is larger than 256 KiB",
                "give one key, its certificate and its chain only")));
  }
}
