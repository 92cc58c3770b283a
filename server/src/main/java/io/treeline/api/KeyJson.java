package io.treeline.api;

import io.treeline.core.cert.PublicPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * The public half of a key, in JSON.
 *
 * @param type such as {@code RSA 2048} or {@code EC P-256}
 * @param sha256 the fingerprint of the public key (SPKI)
 */
public record KeyJson(String type, String sha256) {

  static KeyJson of(PublicPair pair) {
    return new KeyJson(type(pair.leaf().getPublicKey()), pair.keySha256().hex());
  }

  private static String type(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return "RSA " + rsa.getModulus().bitLength();
    }
    return key instanceof ECPublicKey ec
        ? "EC P-" + ec.getParams().getOrder().bitLength()
        : key.getAlgorithm();
  }
}
