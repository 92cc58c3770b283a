package io.treeline.store.jdbc;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key of 256 bits under which all secrets of an installation are sealed. Its text is base64, as
 * {@code openssl rand -base64 32} makes it. Holds a secret: {@link #toString} doesn't show it.
 *
 * <p>The primitive is built straight from the key: Tink's registry would cost a start of the server
 * some 400 ms for key types that nobody uses here.
 */
public final class MasterKey {

  private static final int OCTETS = 32;

  private final byte[] octets;

  private MasterKey(byte[] octets) {
    this.octets = octets;
  }

  /** A key that nobody else has. */
  public static MasterKey random() {
    byte[] octets = new byte[OCTETS];
    new SecureRandom().nextBytes(octets);
    return new MasterKey(octets);
  }

  /**
   * Reads a key's text.
   *
   * @throws IllegalArgumentException if it isn't base64 of 32 octets
   */
  public static MasterKey parse(String text) {
    byte[] octets = Base64.getDecoder().decode(text.strip());
    if (octets.length != OCTETS) {
      throw new IllegalArgumentException(octets.length + " octets instead of " + OCTETS);
    }
    return new MasterKey(octets);
  }

  /** The secret text, for the key's file. */
  String text() {
    return Base64.getEncoder().encodeToString(octets);
  }

  @AccessesPartialKey
  Aead aead() {
    try {
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(OCTETS)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      return AesGcmJce.create(
          AesGcmKey.builder()
              .setParameters(parameters)
              .setKeyBytes(SecretBytes.copyFrom(octets, InsecureSecretKeyAccess.get()))
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}
