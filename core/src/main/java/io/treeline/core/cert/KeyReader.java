package io.treeline.core.cert;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads an unencrypted private key in DER by its structure: PKCS#8, PKCS#1 or SEC1. */
final class KeyReader {

  private KeyReader() {}

  /**
   * @throws BlockException if it is damaged, inconsistent, or of a kind that isn't used
   */
  static KeyMaterial read(byte[] der) throws BlockException {
    return read(der, DerShape.of(der));
  }

  static KeyMaterial read(byte[] der, DerShape shape) throws BlockException {
    try {
      return switch (shape) {
        case PKCS8 -> pkcs8(PrivateKeyInfo.getInstance(der));
        case PKCS1 -> RsaKeys.read(ASN1Sequence.getInstance(der));
        case SEC1 -> sec1(der);
        case DSA_KEY -> throw BlockException.unsupported("A DSA key can't be used for TLS");
        default -> throw BlockException.damaged("The block is " + shape + ", not a private key");
      };
    } catch (IOException | RuntimeException e) {
      // No cause and no message of the parser: it may quote the key.
      throw BlockException.damaged("The private key doesn't parse");
    }
  }

  private static KeyMaterial sec1(byte[] der) throws BlockException, IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(der);
    return key.getParametersObject() instanceof ASN1ObjectIdentifier curve
        ? EcKeys.read(key.getKey(), curve)
        : EcKeys.readWithoutCurve(key, ASN1Sequence.getInstance(der));
  }

  private static KeyMaterial pkcs8(PrivateKeyInfo info) throws BlockException, IOException {
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return RsaKeys.read(ASN1Sequence.getInstance(info.parsePrivateKey()));
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      BigInteger scalar = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
      if (info.getPrivateKeyAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve) {
        return EcKeys.read(scalar, curve);
      }
      throw EcKeys.unnamedCurve();
    }
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      return Ed25519Keys.read(ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets());
    }
    throw BlockException.unsupported(
        "A private key of kind " + nameOf(algorithm) + " can't be used here");
  }

  private static String nameOf(ASN1ObjectIdentifier algorithm) {
    return switch (algorithm.getId()) {
      case "1.2.840.10040.4.1" -> "DSA";
      case "1.2.840.113549.1.1.10" -> "RSASSA-PSS";
      case "1.3.101.110" -> "X25519";
      case "1.3.101.111" -> "X448";
      case "1.3.101.113" -> "Ed448";
      default -> algorithm.getId();
    };
  }
}
