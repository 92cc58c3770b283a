package io.treeline.core.cert;

/** The family of a key: two pairs of different families make a dual certificate. */
public enum KeyFamily {
  /** RSA, of 2048 to 8192 bits. */
  RSA("RSA"),
  /** ECDSA on P-256, P-384 or P-521. */
  ECDSA("ECDSA"),
  /** Ed25519 (RFC 8410). */
  ED25519("Ed25519");

  private final String text;

  KeyFamily(String text) {
    this.text = text;
  }

  /** The family as people write it. */
  @Override
  public String toString() {
    return text;
  }
}
