package io.treeline.store;

import java.net.URI;
import java.time.Instant;

/**
 * An account and its key, to be stored before the authority hears of it. Holds a secret: {@link
 * #toString} doesn't show it. The array is not copied; nobody may change it.
 *
 * @param pkcs8 the private key in the clear
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
public record NewAcmeAccount(
    URI directory, String holder, String email, byte[] pkcs8, Instant made) {

  @Override
  public String toString() {
    return "NewAcmeAccount[" + directory + ", " + holder + "]";
  }
}
