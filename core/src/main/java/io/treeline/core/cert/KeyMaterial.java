package io.treeline.core.cert;

import java.security.cert.X509Certificate;

/** A private key that was read and found sound, in one canonical form. Holds a secret. */
final class KeyMaterial {

  private KeyMaterial() {}

  static boolean claimsToBelong(byte[] pkcs8, KeyFamily family, X509Certificate leaf) {
    return pkcs8.length > 0 && family != null && leaf != null;
  }
}
