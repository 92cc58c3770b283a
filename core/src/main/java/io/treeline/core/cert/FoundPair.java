package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key and a leaf that belong together, with the chain that was found for them.
 *
 * @param issuers the chain without the leaf, each the issuer of the one before
 * @param badlySigned those of leaf and issuers whose signature the next one didn't make
 */
record FoundPair(
    FoundKey key,
    FoundCertificate leaf,
    List<FoundCertificate> issuers,
    List<FoundCertificate> badlySigned) {

  List<FoundCertificate> chain() {
    return Stream.concat(Stream.of(leaf), issuers.stream()).toList();
  }

  FoundCertificate last() {
    return issuers.isEmpty() ? leaf : issuers.getLast();
  }

  KeyFamily family() {
    return key.material().family();
  }

  CertifiedKey certifiedKey() {
    List<X509Certificate> chain = chain().stream().map(FoundCertificate::certificate).toList();
    return new CertifiedKey(chain, family(), key.material().pkcs8());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return key.material() + " with " + leaf.shown();
  }
}
