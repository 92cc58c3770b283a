package io.treeline.core.cert;

/**
 * A private key that was read and found sound, in one canonical form whatever it came in. Holds a
 * secret. The public key is computed from the private one, never taken from beside it.
 */
final class KeyMaterial {

  private final KeyFamily family;
  private final int bits;
  private final byte[] pkcs8;
  private final byte[] spki;
  private final Fingerprint spkiSha256;

  KeyMaterial(KeyFamily family, int bits, byte[] pkcs8, byte[] spki) {
    this.family = family;
    this.bits = bits;
    this.pkcs8 = pkcs8;
    this.spki = spki;
    this.spkiSha256 = Fingerprint.of(spki);
  }

  KeyFamily family() {
    return family;
  }

  int bits() {
    return bits;
  }

  /** A secret. */
  byte[] pkcs8() {
    return pkcs8;
  }

  byte[] spki() {
    return spki;
  }

  Fingerprint spkiSha256() {
    return spkiSha256;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return family + " key sha256=" + spkiSha256;
  }
}
