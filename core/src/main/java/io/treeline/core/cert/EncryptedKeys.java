package io.treeline.core.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.security.Provider;
import java.util.HexFormat;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * Opens encrypted private keys: PKCS#8 (RFC 8018, PBES1 and PBES2) and the older {@code DEK-Info}
 * headers (RFC 1421 §4.6.1.3).
 */
final class EncryptedKeys {

  /** Keeps a hostile count from holding a thread for minutes. */
  private static final int MAX_ITERATIONS = 2_000_000;

  private static final long MAX_SCRYPT_OCTETS = 48L << 20;
  private static final long MAX_SCRYPT_LANES = 16;

  private EncryptedKeys() {}

  static KeyMaterial openPkcs8(byte[] der, char @Nullable [] passphrase) throws BlockException {
    char[] secret = needed(passphrase);
    try {
      EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
      refuseExcess(info.getEncryptionAlgorithm());
      byte[] plain =
          new PKCS8EncryptedPrivateKeyInfo(info)
              .decryptPrivateKeyInfo(
                  new JceOpenSSLPKCS8DecryptorProviderBuilder()
                      .setProvider(Ciphers.PROVIDER)
                      .build(secret))
              .getEncoded();
      return KeyReader.read(plain);
    } catch (PKCSException | OperatorCreationException | IOException | RuntimeException e) {
      throw wrong();
    }
  }

  static KeyMaterial openDekInfo(byte[] data, DekInfo dek, char @Nullable [] passphrase)
      throws BlockException {
    char[] secret = needed(passphrase);
    byte[] plain;
    try {
      plain =
          new BcPEMDecryptorProvider(secret)
              .get(dek.algorithm())
              .decrypt(data, HexFormat.of().parseHex(dek.iv()));
    } catch (IOException | RuntimeException e) {
      throw wrong();
    }
    if (!DerShape.of(plain).isKey()) {
      throw wrong();
    }
    return KeyReader.read(plain);
  }

  private static char[] needed(char @Nullable [] passphrase) throws BlockException {
    if (passphrase == null) {
      throw new BlockException(
          FindingCode.PASSPHRASE_NEEDED,
          "The private key is encrypted",
          "give its passphrase (--passphrase-file), or remove it first with"
              + " 'openssl pkey -in FILE -out FILE'");
    }
    return passphrase;
  }

  private static BlockException wrong() {
    return new BlockException(
        FindingCode.PASSPHRASE_WRONG,
        "The passphrase doesn't open the private key, or the block is damaged",
        "check the passphrase, capitals and line end included");
  }

  private static void refuseExcess(AlgorithmIdentifier algorithm) throws BlockException {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      refuseAbove(
          PBEParameter.getInstance(algorithm.getParameters()).getIterationCount(), MAX_ITERATIONS);
      return;
    }
    KeyDerivationFunc kdf =
        PBES2Parameters.getInstance(algorithm.getParameters()).getKeyDerivationFunc();
    if (kdf.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
      ScryptParams scrypt = ScryptParams.getInstance(kdf.getParameters());
      BigInteger lanes = scrypt.getParallelizationParameter();
      BigInteger columns = scrypt.getBlockSize().multiply(BigInteger.valueOf(128));
      refuseAbove(columns.multiply(scrypt.getCostParameter().add(lanes)), MAX_SCRYPT_OCTETS);
      refuseAbove(lanes, MAX_SCRYPT_LANES);
    } else {
      refuseAbove(
          PBKDF2Params.getInstance(kdf.getParameters()).getIterationCount(), MAX_ITERATIONS);
    }
  }

  private static void refuseAbove(BigInteger asked, long most) throws BlockException {
    if (asked.compareTo(BigInteger.valueOf(most)) > 0) {
      throw BlockException.damaged("The key's encryption asks for an absurd amount of work");
    }
  }

  /** A private instance: the JDK's list of providers stays as it is. */
  private static final class Ciphers {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }
}
