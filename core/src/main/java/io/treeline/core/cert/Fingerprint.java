package io.treeline.core.cert;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest, as 64 lower-case hexadecimal digits. Immutable. */
public record Fingerprint(String hex) {

  /** Checks the form. */
  public Fingerprint {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
  }

  /** The digest of the given octets. */
  public static Fingerprint of(byte[] octets) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  // By hand, as in the other records that a command compares: those of a record are linked anew at
  // each start, which no AOT cache saves (decision 8).

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fingerprint(String theirs) && hex.equals(theirs);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return hex;
  }
}
