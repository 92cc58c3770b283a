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
    return switch (key) {
      case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
      case ECPublicKey ec -> "EC P-" + ec.getParams().getOrder().bitLength();
      default -> key.getAlgorithm();
    };
  }
}
