package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A certificate by the name that renewal information and an order's {@code replaces} use (RFC 9773
 * §4.1): the identifier of its issuer's key, and its serial number. It has no state.
 */
public final class RenewalName {

  private RenewalName() {}

  /** The name of the leaf; null if that doesn't say by which key it was issued. */
  public static @Nullable String of(X509Certificate leaf) {
    byte[] issuerKey = Issuing.authorityKeyId(leaf);
    if (issuerKey == null) {
      return null;
    }
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    // The octets of the INTEGER, sign octet included: what BigInteger gives.
    return base64.encodeToString(issuerKey)
        + "."
        + base64.encodeToString(leaf.getSerialNumber().toByteArray());
  }
}
