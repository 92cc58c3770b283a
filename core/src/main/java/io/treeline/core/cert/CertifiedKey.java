package io.treeline.core.cert;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * One leaf, its chain, and its private key, together from one moment. Immutable and safe for use by
 * several threads; it holds a secret, which {@link #pkcs8()}, {@link #privateKey()} and {@link
 * #keyPem()} alone give away.
 */
public final class CertifiedKey {

  private final PublicPair publicPair;
  private final KeyFamily family;
  private final byte[] pkcs8;
  private final Fingerprint leafSha256;
  private final Fingerprint keySha256;

  CertifiedKey(List<X509Certificate> chain, KeyFamily family, byte[] pkcs8) {
    this.publicPair = new PublicPair(chain);
    this.family = family;
    this.pkcs8 = pkcs8;
    this.leafSha256 = publicPair.leafSha256();
    this.keySha256 = publicPair.keySha256();
  }

  /**
   * The pair that a store kept in parts. Whether key and leaf belong together was judged when it
   * was put in; here only what costs nothing is compared.
   *
   * @throws UnusableCertificateException if a part doesn't parse, or the key is of another kind
   */
  public static CertifiedKey restore(PairParts parts) throws UnusableCertificateException {
    List<X509Certificate> chain = X509.parseChain(parts.chainDer());
    if (!KeyClaim.fits(parts.pkcs8(), parts.family(), chain.getFirst())) {
      throw new UnusableCertificateException(
          "The stored key isn't that of the stored certificate "
              + X509.shown(chain.getFirst())
              + ": put both in again.");
    }
    return new CertifiedKey(chain, parts.family(), parts.pkcs8());
  }

  /** The certificates, leaf first. */
  public List<X509Certificate> chain() {
    return publicPair.chain();
  }

  /** The certificate of the server itself. */
  public X509Certificate leaf() {
    return publicPair.leaf();
  }

  /** The family of the key. */
  public KeyFamily family() {
    return family;
  }

  /** The SHA-256 of the leaf. */
  public Fingerprint leafSha256() {
    return leafSha256;
  }

  /** The SHA-256 of the public key (SPKI). */
  public Fingerprint keySha256() {
    return keySha256;
  }

  /** The names of the leaf. */
  public CoveredNames names() {
    return publicPair.names();
  }

  /** All but the key. */
  public PublicPair publicPair() {
    return publicPair;
  }

  /** The private key in PKCS#8, a copy. A secret. */
  public byte[] pkcs8() {
    return pkcs8.clone();
  }

  /** The private key for the JDK's own signatures. A secret. */
  public PrivateKey privateKey() {
    try {
      String algorithm = family == KeyFamily.ECDSA ? "EC" : family.toString();
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      // No cause: a provider's message may quote what it was given.
      throw new IllegalStateException("The JDK doesn't take this " + family + " key.");
    }
  }

  /** The private key as a PEM block. A secret. */
  public String keyPem() {
    StringBuilder text = new StringBuilder();
    Pem.append(text, Pem.PRIVATE_KEY, pkcs8);
    return text.toString();
  }

  /** The certificates as PEM blocks, leaf first. */
  public String chainPem() {
    return publicPair.chainPem();
  }

  /** The form in which a store keeps it. Holds the secret. */
  public PairParts parts() {
    return new PairParts(family, chain().stream().map(X509::der).toList(), pkcs8.clone());
  }

  /** Family and fingerprint, without the key. */
  @Override
  public String toString() {
    return "CertifiedKey[" + family + ", leaf sha256=" + leafSha256 + "]";
  }
}
