package io.treeline.core.cert;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/**
 * A private key that Treeline made itself, before there is a certificate for it. Immutable and safe
 * for use by several threads; it holds a secret, which {@link #pkcs8()} and {@link #keyPair()}
 * alone give away.
 */
public final class OwnKey {

  private final KeyMaterial material;

  private OwnKey(KeyMaterial material) {
    this.material = material;
  }

  /** A new key. RSA keys take a part of a second. */
  public static OwnKey create(KeyType type) {
    try {
      return new OwnKey(KeyReader.read(Minting.newKeys(type).getPrivate().getEncoded()));
    } catch (GeneralSecurityException | BlockException e) {
      throw new IllegalStateException("a new key can be made and read", e);
    }
  }

  /**
   * The key that was stored as {@link #pkcs8()}.
   *
   * @throws UnusableCertificateException if it doesn't parse
   */
  public static OwnKey restore(byte[] pkcs8) throws UnusableCertificateException {
    try {
      return new OwnKey(KeyReader.read(pkcs8));
    } catch (BlockException e) {
      throw new UnusableCertificateException("A stored private key doesn't parse.");
    }
  }

  /** The key in PKCS#8, a copy. A secret. */
  public byte[] pkcs8() {
    return material.pkcs8().clone();
  }

  /** The key and its public key for the JDK's own signatures. A secret. */
  public KeyPair keyPair() {
    try {
      KeyFactory factory =
          KeyFactory.getInstance(material.family() == KeyFamily.ECDSA ? "EC" : "RSA");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(material.spki())),
          factory.generatePrivate(new PKCS8EncodedKeySpec(material.pkcs8())));
    } catch (GeneralSecurityException e) {
      // No cause: a provider's message may quote what it was given.
      throw new IllegalStateException("The JDK doesn't take a key that it made.");
    }
  }

  /**
   * The request for a certificate of those names (RFC 2986), in DER. Its subject is empty: the
   * names stand in the SAN, which is what counts (RFC 9525).
   *
   * @param names A-labels, wildcards with {@code *.}
   */
  public byte[] request(List<String> names) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              names.stream()
                  .map(name -> new GeneralName(GeneralName.dNSName, name))
                  .toArray(GeneralName[]::new)));
      return new PKCS10CertificationRequestBuilder(
              new X500Name(new org.bouncycastle.asn1.x500.RDN[0]),
              SubjectPublicKeyInfo.getInstance(material.spki()))
          .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
          .build(new JcaContentSignerBuilder(signature()).build(keyPair().getPrivate()))
          .getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a request can be made for a key that was made here", e);
    }
  }

  /** Whether the certificate is for this key. */
  public boolean fits(X509Certificate leaf) {
    return X509.keySha256(leaf).equals(Fingerprint.of(material.spki()));
  }

  /**
   * The key with the chain that was issued for it, leaf first.
   *
   * @throws UnusableCertificateException if the leaf is for another key
   */
  public CertifiedKey certifiedBy(PublicPair chain) throws UnusableCertificateException {
    if (!fits(chain.leaf())) {
      throw new UnusableCertificateException(
          "The certificate " + X509.shown(chain.leaf()) + " is for another key.");
    }
    return new CertifiedKey(chain.chain(), material.family(), material.pkcs8());
  }

  private String signature() {
    if (material.family() == KeyFamily.RSA) {
      return "SHA256withRSA";
    }
    return material.bits() > 256 ? "SHA384withECDSA" : "SHA256withECDSA";
  }

  /** The kind, without the key. */
  @Override
  public String toString() {
    return "OwnKey[" + material.family() + " " + material.bits() + "]";
  }
}
