package io.treeline.core.cert;

import org.jspecify.annotations.Nullable;

/**
 * The private keys that the installation holds already. A text that came out of {@code
 * publicText()} names its key by fingerprint only; reading it asks here. Must be safe for use by
 * several threads.
 */
@FunctionalInterface
public interface HeldKeys {

  /** No keys at all. */
  HeldKeys NONE = spki -> null;

  /**
   * The PKCS#8 encoding of the key whose SPKI has this SHA-256, a secret; null if it isn't held.
   */
  byte @Nullable [] pkcs8Of(Fingerprint spki);
}
