package io.treeline.core.cert;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * ECDSA keys (RFC 5915). The public point is computed from the scalar: with Bouncy Castle's tables
 * for the base point this is the cheapest sound proof that a key belongs to a certificate (P-256: a
 * third of a signature).
 */
final class EcKeys {

  private EcKeys() {}

  static KeyMaterial read(BigInteger scalar, ASN1ObjectIdentifier curve)
      throws BlockException, IOException {
    int bits = bitsOf(curve);
    X9ECParameters parameters = CustomNamedCurves.getByOID(curve);
    BigInteger order = parameters.getN();
    if (scalar.signum() <= 0 || scalar.compareTo(order) >= 0) {
      throw BlockException.damaged("The number of the ECDSA key is outside its curve's range");
    }
    byte[] point =
        new FixedPointCombMultiplier()
            .multiply(parameters.getG(), scalar)
            .normalize()
            .getEncoded(false);
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
    ECPrivateKey key = new ECPrivateKey(order.bitLength(), scalar, new DERBitString(point), null);
    return new KeyMaterial(
        KeyFamily.ECDSA,
        bits,
        new PrivateKeyInfo(algorithm, key).getEncoded(),
        new SubjectPublicKeyInfo(algorithm, point).getEncoded());
  }

  /** A SEC1 key without its curve: the length of the number gives it (RFC 5915 §3). */
  static KeyMaterial readWithoutCurve(ECPrivateKey key, ASN1Sequence encoded)
      throws BlockException, IOException {
    if (encoded.size() > 2
        && encoded.getObjectAt(2) instanceof ASN1TaggedObject tagged
        && tagged.hasContextTag(0)) {
      throw unnamedCurve();
    }
    int octets = ASN1OctetString.getInstance(encoded.getObjectAt(1)).getOctetsLength();
    return switch (octets) {
      case 32 -> read(key.getKey(), SECObjectIdentifiers.secp256r1);
      case 48 -> read(key.getKey(), SECObjectIdentifiers.secp384r1);
      case 66 -> read(key.getKey(), SECObjectIdentifiers.secp521r1);
      default -> throw BlockException.damaged("The EC key doesn't say on which curve it is");
    };
  }

  static BlockException unnamedCurve() {
    return BlockException.unsupported("The EC key spells its curve out instead of naming it");
  }

  private static int bitsOf(ASN1ObjectIdentifier curve) throws BlockException {
    if (curve.equals(SECObjectIdentifiers.secp256r1)) {
      return 256;
    }
    if (curve.equals(SECObjectIdentifiers.secp384r1)) {
      return 384;
    }
    if (curve.equals(SECObjectIdentifiers.secp521r1)) {
      return 521;
    }
    String name = ECNamedCurveTable.getName(curve);
    throw BlockException.unsupported(
        "An EC key on the curve "
            + (name == null ? curve.getId() : name)
            + " can't be used for TLS, one on P-256, P-384 or P-521 can");
  }
}
