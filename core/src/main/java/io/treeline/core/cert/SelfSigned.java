package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes self-signed certificates: the default certificate, the demo's, {@code cert self-signed}.
 */
public final class SelfSigned {

  private SelfSigned() {}

  /**
   * A new key, and a certificate for the name and, if it has at least two labels, its wildcard.
   *
   * @param lifetime from {@code now} on; the certificate is valid from an hour before
   */
  public static CertifiedKey create(
      DomainName name, Duration lifetime, KeyType keyType, Instant now) {
    throw new UnsupportedOperationException();
  }
}
