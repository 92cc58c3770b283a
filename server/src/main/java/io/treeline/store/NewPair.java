package io.treeline.store;

import io.treeline.core.cert.Fingerprint;
import java.time.Instant;
import java.util.List;

/**
 * A private key and its certificate chain, to be stored. Holds a secret: {@link #toString} doesn't
 * show it. The arrays are not copied; nobody may change them.
 *
 * @param family the key's family, {@code ECDSA}, {@code RSA} or {@code Ed25519}
 * @param chainDer the leaf, then its issuers
 * @param pkcs8 the private key in the clear
 * @param leafSha256 of the leaf's DER
 * @param keySha256 of the leaf's SubjectPublicKeyInfo
 * @param names the leaf's names, as a person reads them
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
public record NewPair(
    String family,
    List<byte[]> chainDer,
    byte[] pkcs8,
    Fingerprint leafSha256,
    Fingerprint keySha256,
    List<String> names,
    Instant notBefore,
    Instant notAfter) {

  /** Copies the lists. */
  public NewPair {
    chainDer = List.copyOf(chainDer);
    names = List.copyOf(names);
    if (chainDer.isEmpty()) {
      throw new IllegalArgumentException("a chain has at least its leaf");
    }
  }

  @Override
  public String toString() {
    return "NewPair[" + family + ", leaf " + leafSha256 + ", key sha256=" + keySha256 + "]";
  }
}
