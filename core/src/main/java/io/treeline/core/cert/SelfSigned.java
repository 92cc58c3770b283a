package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Makes self-signed certificates: the default certificate, the demo's, {@code cert self-signed}.
 */
public final class SelfSigned {

  private SelfSigned() {}

  /**
   * A new key, and a certificate for the name and, if it has at least two labels, its wildcard. It
   * is no authority's: whoever trusts it trusts this server alone.
   *
   * @param lifetime from {@code now} on; the certificate is valid from an hour before
   */
  public static CertifiedKey create(
      DomainName name, Duration lifetime, KeyType keyType, Instant now) {
    try {
      KeyPair keys = Minting.newKeys(keyType);
      X500Name subject = Minting.subject(name.text(), "Treeline self-signed");
      X509v3CertificateBuilder builder =
          Minting.builder(subject, subject, now.minus(Minting.BACK), now.plus(lifetime), keys);
      byte[] certificate =
          Minting.signed(
              Minting.forServer(builder, name, keyType.family()), keys.getPrivate(), keyType);
      return Minting.pair(certificate, keys, keyType);
    } catch (GeneralSecurityException
        | IOException
        | OperatorCreationException
        | BlockException e) {
      throw new IllegalStateException("a new key and certificate can be made and read", e);
    }
  }
}
