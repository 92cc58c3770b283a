package io.treeline.core.cert;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of key that Treeline makes itself, by the names that settings and commands use. */
public enum KeyType {
  /** ECDSA on P-256. */
  EC256(KeyFamily.ECDSA, "EC", 256),
  /** ECDSA on P-384. */
  EC384(KeyFamily.ECDSA, "EC", 384),
  /** RSA of 2048 bits. */
  RSA2048(KeyFamily.RSA, "RSA", 2048),
  /** RSA of 3072 bits. */
  RSA3072(KeyFamily.RSA, "RSA", 3072);

  private final KeyFamily family;
  private final String algorithm;
  private final int bits;

  KeyType(KeyFamily family, String algorithm, int bits) {
    this.family = family;
    this.algorithm = algorithm;
    this.bits = bits;
  }

  /**
   * The kind that a setting or an option names.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists them
   */
  public static KeyType of(String text) {
    return Arrays.stream(values())
        .filter(type -> type.text().equals(text.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + text
                    + "' is no kind of key; choose one of "
                    + Arrays.stream(values()).map(KeyType::text).collect(Collectors.joining(", "))
                    + "."));
  }

  /** The name in settings and commands, such as {@code ec256}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The family that keys of this kind belong to. */
  public KeyFamily family() {
    return family;
  }

  String algorithm() {
    return algorithm;
  }

  int bits() {
    return bits;
  }
}
