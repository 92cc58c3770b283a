package io.treeline.store;

import java.util.List;

/**
 * A private key in the clear and its chain. Holds a secret: {@link #toString} doesn't show it. The
 * arrays are not copied; nobody may change them.
 *
 * @param family the key's family, {@code ECDSA}, {@code RSA} or {@code Ed25519}
 * @param chainDer the leaf, then its issuers
 * @param pkcs8 the private key
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
public record MaterialPair(String family, List<byte[]> chainDer, byte[] pkcs8) {

  /** Copies the list. */
  public MaterialPair {
    chainDer = List.copyOf(chainDer);
  }

  @Override
  public String toString() {
    return "MaterialPair[" + family + ", chain of " + chainDer.size() + "]";
  }
}
