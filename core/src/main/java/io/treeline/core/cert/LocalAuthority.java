package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * An installation's own certificate authority: a root that clients import once, and what it issues.
 * Immutable and safe for use by several threads; it holds a secret, the root's key, which {@link
 * #pkcs8()} alone gives away.
 */
public final class LocalAuthority {

  /** How long a root is valid. */
  public static final Duration LIFETIME = Duration.ofDays(3653);

  private static final KeyType ROOT_KEY = KeyType.EC256;
  private static final int FINGERPRINT_SHOWN = 8;
  private static final int NAME_SHOWN = 64 - " local authority ".length() - FINGERPRINT_SHOWN;

  private final CertifiedKey root;

  private LocalAuthority(CertifiedKey root) {
    this.root = root;
  }

  /**
   * A new root with a new key.
   *
   * @param installation what people know the installation by; a part of the root's name, beside a
   *     part of its key's fingerprint, so that no two roots are taken for each other
   */
  public static LocalAuthority create(String installation, Instant now) {
    try {
      KeyPair keys = Minting.newKeys(ROOT_KEY);
      X500Name subject = rootName(installation, keys);
      SubjectPublicKeyInfo publicKey = Minting.publicKey(keys);
      X509v3CertificateBuilder builder =
          Minting.builder(subject, subject, now.minus(Minting.BACK), now.plus(LIFETIME), keys)
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  new BcX509ExtensionUtils().createAuthorityKeyIdentifier(publicKey))
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      byte[] certificate = Minting.signed(builder, keys.getPrivate(), ROOT_KEY);
      return new LocalAuthority(Minting.pair(certificate, keys, ROOT_KEY));
    } catch (GeneralSecurityException
        | IOException
        | OperatorCreationException
        | BlockException e) {
      throw new IllegalStateException("a new root can be made and read", e);
    }
  }

  /**
   * The authority that a store kept in parts.
   *
   * @throws UnusableCertificateException if they don't parse or don't belong together
   */
  public static LocalAuthority restore(PairParts parts) throws UnusableCertificateException {
    return new LocalAuthority(CertifiedKey.restore(parts));
  }

  /** The root, which clients import. */
  public PublicPair root() {
    return root.publicPair();
  }

  /** The root's key in PKCS#8, a copy. A secret. */
  public byte[] pkcs8() {
    return root.pkcs8();
  }

  /**
   * A new key, and a certificate for the name and, if it has at least two labels, its wildcard,
   * signed by the root and not longer valid than that. Its chain leaves out the root, which clients
   * have.
   *
   * @param lifetime from {@code now} on; the certificate is valid from an hour before
   */
  public CertifiedKey issue(DomainName name, Duration lifetime, KeyType keyType, Instant now) {
    try {
      KeyPair keys = Minting.newKeys(keyType);
      X509CertificateHolder issuer = new X509CertificateHolder(X509.der(root.leaf()));
      X509v3CertificateBuilder builder =
          Minting.builder(
                  issuer.getSubject(),
                  Minting.subject(name.text(), "Treeline local certificate"),
                  latest(now.minus(Minting.BACK), root.leaf().getNotBefore().toInstant()),
                  earliest(now.plus(lifetime), root.leaf().getNotAfter().toInstant()),
                  keys)
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  new BcX509ExtensionUtils()
                      .createAuthorityKeyIdentifier(issuer.getSubjectPublicKeyInfo()));
      byte[] certificate =
          Minting.signed(
              Minting.forServer(builder, name, keyType.family()), root.privateKey(), ROOT_KEY);
      return Minting.pair(certificate, keys, keyType);
    } catch (GeneralSecurityException
        | IOException
        | OperatorCreationException
        | BlockException e) {
      throw new IllegalStateException("a new key and certificate can be made and read", e);
    }
  }

  private static X500Name rootName(String installation, KeyPair keys) {
    String shown = installation.length() <= NAME_SHOWN ? installation : "Treeline";
    String key = Fingerprint.of(keys.getPublic().getEncoded()).hex();
    return Minting.subject(
        shown + " local authority " + key.substring(0, FINGERPRINT_SHOWN), "Treeline");
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** The root's fingerprint, without the key. */
  @Override
  public String toString() {
    return "LocalAuthority[" + root.leafSha256() + "]";
  }
}
