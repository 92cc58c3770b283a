package io.treeline.core.cert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a header that mark a certificate as automatic: who issued it, when, when it is to be
 * renewed, and for which leaf they stand. A header that was left before another certificate names
 * another leaf, and marks nothing. Immutable.
 *
 * @param directory the directory URL of the authority (RFC 8555 §7.1.1), as the header has it
 * @param date the day of issue, in UTC; null if the header doesn't say
 * @param renewAfter from when it is to be renewed; null if the header doesn't say
 * @param leafSha256 of the first pair's leaf
 */
public record Automation(
    String directory,
    @Nullable LocalDate date,
    @Nullable Instant renewAfter,
    Fingerprint leafSha256) {

  private static final String DIRECTORY = "acme";
  private static final String DATE = "date";
  private static final String RENEW_AFTER = "renew-after";
  private static final String LEAF = "leaf-sha256";

  /** Refuses a directory that would not be read again as it was written. */
  public Automation {
    if (directory.isBlank() || !directory.equals(directory.strip())) {
      throw new IllegalArgumentException("no directory URL: '" + directory + "'");
    }
  }

  /** What marks a certificate as automatic; null if nothing does. */
  public static @Nullable Automation of(PublicBundle certificate) {
    return of(certificate.header(), certificate.pairs().getFirst().leafSha256());
  }

  /**
   * What marks a certificate as automatic; null if nothing does.
   *
   * @param header the free text before the first block
   * @param leafSha256 of the first pair's leaf
   */
  public static @Nullable Automation of(String header, Fingerprint leafSha256) {
    String directory = value(header, DIRECTORY);
    String leaf = value(header, LEAF);
    if (directory == null
        || leaf == null
        || !leaf.toLowerCase(Locale.ROOT).equals(leafSha256.hex())) {
      return null;
    }
    return new Automation(
        directory,
        parsed(value(header, DATE), LocalDate::parse),
        parsed(value(header, RENEW_AFTER), Instant::parse),
        leafSha256);
  }

  /** The lines, each {@code key=value} and ended by a line feed. */
  public String header() {
    StringBuilder text = new StringBuilder();
    line(text, DIRECTORY, directory);
    line(text, DATE, date);
    line(text, RENEW_AFTER, renewAfter);
    line(text, LEAF, leafSha256);
    return text.toString();
  }

  private static void line(StringBuilder text, String key, @Nullable Object value) {
    if (value != null) {
      text.append(key).append('=').append(value).append('\n');
    }
  }

  /** The first value of a key that isn't empty. */
  private static @Nullable String value(String header, String key) {
    return header
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1).strip())
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(null);
  }

  /** A line that a person spoilt says nothing; the others still do. */
  private static <T> @Nullable T parsed(@Nullable String text, Function<String, T> parser) {
    try {
      return text == null ? null : parser.apply(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
