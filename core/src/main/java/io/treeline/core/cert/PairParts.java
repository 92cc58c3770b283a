package io.treeline.core.cert;

import java.util.List;

/**
 * One pair in the form in which a store keeps it: the chain, and the key, which it seals apart. The
 * arrays are shared, not copied: nobody changes them.
 */
public final class PairParts {

  private final KeyFamily family;
  private final List<byte[]> chainDer;
  private final byte[] pkcs8;

  /** Takes the parts as they were stored, without looking at them. */
  public PairParts(KeyFamily family, List<byte[]> chainDer, byte[] pkcs8) {
    this.family = family;
    this.chainDer = List.copyOf(chainDer);
    this.pkcs8 = pkcs8;
  }

  /** The family of the key. */
  public KeyFamily family() {
    return family;
  }

  /** The certificates in DER, leaf first. */
  public List<byte[]> chainDer() {
    return chainDer;
  }

  /** The private key in PKCS#8. A secret. */
  public byte[] pkcs8() {
    return pkcs8;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PairParts[" + family + ", " + chainDer.size() + " certificates]";
  }
}
