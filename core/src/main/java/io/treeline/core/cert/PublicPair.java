package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A pair without its key: the chain, leaf first. Immutable and safe for use by several threads.
 *
 * @param chain at least the leaf
 */
public record PublicPair(List<X509Certificate> chain) {

  /** Takes a copy of the list. */
  public PublicPair {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a pair has a leaf");
    }
  }

  /**
   * The pair whose chain was stored in DER, leaf first.
   *
   * @throws UnusableCertificateException if one doesn't parse
   */
  public static PublicPair restore(List<byte[]> chainDer) throws UnusableCertificateException {
    return new PublicPair(X509.parseChain(chainDer));
  }

  /** The certificate of the server itself. */
  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** The certificates in DER, leaf first, copies. */
  public List<byte[]> der() {
    return chain.stream().map(X509::der).toList();
  }

  /** The SHA-256 of the leaf. */
  public Fingerprint leafSha256() {
    return X509.sha256(leaf());
  }

  /** The SHA-256 of the public key (SPKI). */
  public Fingerprint keySha256() {
    return X509.keySha256(leaf());
  }

  /** The names of the leaf. */
  public CoveredNames names() {
    return CoveredNames.of(leaf());
  }

  /** The certificates as PEM blocks, leaf first. */
  public String chainPem() {
    StringBuilder text = new StringBuilder();
    chain.forEach(each -> Pem.append(text, Pem.CERTIFICATE, X509.der(each)));
    return text.toString();
  }
}
