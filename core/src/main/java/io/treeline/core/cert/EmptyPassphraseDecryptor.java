package io.treeline.core.cert;

import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.util.DigestFactory;
import org.bouncycastle.operator.DefaultSecretKeySizeProvider;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Decrypts what PBES2 (RFC 8018 §6.2) encrypted under the empty passphrase, as containers without a
 * passphrase are. The usual providers refuse to derive a key from nothing.
 */
final class EmptyPassphraseDecryptor implements InputDecryptor {

  private final AlgorithmIdentifier algorithm;
  private final Cipher cipher;

  EmptyPassphraseDecryptor(AlgorithmIdentifier algorithm) throws OperatorCreationException {
    this.algorithm = algorithm;
    PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
    EncryptionScheme scheme = parameters.getEncryptionScheme();
    PBKDF2Params derivation =
        PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
    PKCS5S2ParametersGenerator generator =
        new PKCS5S2ParametersGenerator(digest(derivation.getPrf().getAlgorithm()));
    generator.init(
        new byte[0], derivation.getSalt(), derivation.getIterationCount().intValueExact());
    int bits = DefaultSecretKeySizeProvider.INSTANCE.getKeySize(scheme.getAlgorithm());
    byte[] key = ((KeyParameter) generator.generateDerivedParameters(bits)).getKey();
    try {
      cipher = Cipher.getInstance(scheme.getAlgorithm().getId(), Ciphers.PROVIDER);
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, scheme.getAlgorithm().getId()),
          new IvParameterSpec(ASN1OctetString.getInstance(scheme.getParameters()).getOctets()));
    } catch (GeneralSecurityException e) {
      throw new OperatorCreationException("no cipher for " + scheme.getAlgorithm());
    }
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return algorithm;
  }

  @Override
  public InputStream getInputStream(InputStream encrypted) {
    return new CipherInputStream(encrypted, cipher);
  }

  private static Digest digest(ASN1ObjectIdentifier prf) throws OperatorCreationException {
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA1)) {
      return DigestFactory.createSHA1();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA256)) {
      return DigestFactory.createSHA256();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA384)) {
      return DigestFactory.createSHA384();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA512)) {
      return DigestFactory.createSHA512();
    }
    throw new OperatorCreationException("no digest for " + prf);
  }
}
