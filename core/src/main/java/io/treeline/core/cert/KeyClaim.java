package io.treeline.core.cert;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Compares a stored key with a leaf by what the key says of itself, without computing anything. The
 * canonical form in which keys are stored carries the public part of RSA and ECDSA keys.
 */
final class KeyClaim {

  private KeyClaim() {}

  static boolean fits(byte[] pkcs8, KeyFamily family, X509Certificate leaf) {
    try {
      PrivateKeyInfo key = PrivateKeyInfo.getInstance(pkcs8);
      return switch (family) {
        case RSA ->
            leaf.getPublicKey() instanceof RSAPublicKey rsa
                && RSAPrivateKey.getInstance(key.parsePrivateKey())
                    .getModulus()
                    .equals(rsa.getModulus());
        case ECDSA -> ecFits(ECPrivateKey.getInstance(key.parsePrivateKey()), leaf);
        case ED25519 ->
            ASN1OctetString.getInstance(key.parsePrivateKey()).getOctetsLength() == 32
                && leaf.getPublicKey().getAlgorithm().equals("EdDSA");
      };
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static boolean ecFits(ECPrivateKey key, X509Certificate leaf) {
    ASN1BitString point = key.getPublicKey();
    return point != null
        && Arrays.equals(
            point.getBytes(),
            SubjectPublicKeyInfo.getInstance(leaf.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getBytes());
  }
}
