package io.treeline.store;

import io.treeline.core.cert.Fingerprint;
import java.time.Instant;
import java.util.List;

/**
 * The public part of one pair of a stored certificate. The arrays are not copied; nobody may change
 * them.
 *
 * @param family the key's family, {@code ECDSA}, {@code RSA} or {@code Ed25519}
 * @param chainDer the leaf, then its issuers
 * @param keySha256 of the leaf's SubjectPublicKeyInfo
 * @param names the leaf's names, as a person reads them
 * @param hasKey whether the private key is still held (history loses it after a while)
 */
public record PairRow(
    String family,
    List<byte[]> chainDer,
    Fingerprint leafSha256,
    Fingerprint keySha256,
    List<String> names,
    Instant notBefore,
    Instant notAfter,
    boolean hasKey) {

  /** Copies the lists. */
  public PairRow {
    chainDer = List.copyOf(chainDer);
    names = List.copyOf(names);
  }
}
