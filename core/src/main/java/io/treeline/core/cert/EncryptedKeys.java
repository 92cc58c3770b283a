package io.treeline.core.cert;

import java.io.IOException;
import java.util.HexFormat;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
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

  private EncryptedKeys() {}

  static KeyMaterial openPkcs8(byte[] der, char @Nullable [] passphrase, WorkLimit work)
      throws BlockException {
    char[] secret = needed(passphrase);
    try {
      EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
      work.spendOn(info.getEncryptionAlgorithm());
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
      throw Passphrases.needed("The private key is encrypted");
    }
    return passphrase;
  }

  private static BlockException wrong() {
    return Passphrases.wrong("the private key");
  }
}
