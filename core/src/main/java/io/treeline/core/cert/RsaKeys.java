package io.treeline.core.cert;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * RSA keys (RFC 8017 §A.1.2). The parts are checked against each other by arithmetic, which finds
 * every damaged key in microseconds; only that the primes are prime is taken on trust.
 */
final class RsaKeys {

  static final int MIN_BITS = 2048;

  /** Above it TLS libraries refuse: a handshake would cost a tenth of a second. */
  static final int MAX_BITS = 8192;

  private static final int MAX_EXPONENT_BITS = 33;
  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private RsaKeys() {}

  static KeyMaterial read(ASN1Sequence encoded) throws BlockException, IOException {
    RSAPrivateKey key = RSAPrivateKey.getInstance(encoded);
    if (key.getVersion().signum() != 0) {
      throw BlockException.unsupported("An RSA key of more than two primes can't be used");
    }
    int bits = key.getModulus().bitLength();
    if (bits > MAX_BITS) {
      throw BlockException.unsupported(
          "The RSA key has " + bits + " bits, TLS libraries take at most " + MAX_BITS);
    }
    if (!isConsistent(key)) {
      throw BlockException.damaged("The parts of the RSA key don't fit each other");
    }
    return new KeyMaterial(
        KeyFamily.RSA,
        bits,
        new PrivateKeyInfo(RSA, key).getEncoded(),
        new SubjectPublicKeyInfo(RSA, new RSAPublicKey(key.getModulus(), key.getPublicExponent()))
            .getEncoded());
  }

  private static boolean isConsistent(RSAPrivateKey key) {
    BigInteger p = key.getPrime1();
    BigInteger q = key.getPrime2();
    BigInteger e = key.getPublicExponent();
    return isOddAndAboveOne(p)
        && isOddAndAboveOne(q)
        && isOddAndAboveOne(e)
        && e.bitLength() <= MAX_EXPONENT_BITS
        && p.multiply(q).equals(key.getModulus())
        && isBelow(key.getPrivateExponent(), key.getModulus())
        && isInverse(e, key.getExponent1(), p.subtract(BigInteger.ONE))
        && isInverse(e, key.getExponent2(), q.subtract(BigInteger.ONE))
        && isSame(key.getPrivateExponent(), key.getExponent1(), p.subtract(BigInteger.ONE))
        && isSame(key.getPrivateExponent(), key.getExponent2(), q.subtract(BigInteger.ONE))
        && isInverse(q, key.getCoefficient(), p);
  }

  private static boolean isOddAndAboveOne(BigInteger value) {
    return value.signum() > 0 && value.testBit(0) && value.bitLength() > 1;
  }

  private static boolean isBelow(BigInteger value, BigInteger limit) {
    return value.signum() > 0 && value.compareTo(limit) < 0;
  }

  private static boolean isInverse(BigInteger value, BigInteger inverse, BigInteger modulus) {
    return isBelow(inverse, modulus) && value.multiply(inverse).mod(modulus).equals(BigInteger.ONE);
  }

  private static boolean isSame(BigInteger value, BigInteger rest, BigInteger modulus) {
    return value.mod(modulus).equals(rest);
  }
}
