package io.treeline.store;

import io.treeline.core.cert.Fingerprint;
import java.time.Instant;

/**
 * A root and its private key, to be stored. Holds a secret: {@link #toString} doesn't show it. The
 * arrays are not copied; nobody may change them.
 *
 * @param pkcs8 the private key in the clear
 * @param from when it takes the place of the one before
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
public record NewLocalAuthority(
    byte[] rootDer, byte[] pkcs8, Fingerprint rootSha256, Instant from) {

  @Override
  public String toString() {
    return "NewLocalAuthority[" + rootSha256 + "]";
  }
}
