package io.treeline.core.cert;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a block that OpenSSL encrypted in its older way (RFC 1421 §4.6.1.3).
 *
 * @param algorithm such as {@code AES-256-CBC}
 * @param iv hexadecimal digits
 * @param end where the data begin in the block's text
 */
record DekInfo(String algorithm, String iv, int end) {

  /** Between the words stand spaces, line ends, and what quotes a line. */
  private static final Pattern WORDS =
      Pattern.compile(
          "[\\s>|\"',;]*+Proc-Type:\\s*+4\\s*+,\\s*+ENCRYPTED[\\s>|\"',;]++DEK-Info:"
              + "\\s*+([A-Za-z0-9-]++)\\s*+,\\s*+([0-9A-Fa-f]++)[\\s>|\"',;]");

  /** The header with which the text of a block begins; null if it has none. */
  static @Nullable DekInfo of(String body) {
    Matcher words = WORDS.matcher(body);
    return words.lookingAt()
        ? new DekInfo(words.group(1).toUpperCase(Locale.ROOT), words.group(2), words.end())
        : null;
  }
}
