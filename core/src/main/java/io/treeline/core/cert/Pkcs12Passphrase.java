package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A passphrase as PKCS#12 encodes it (RFC 7292 §B.1). The empty one has two encodings, and programs
 * don't agree on which: no octets at all, or the two zeroes that end every other. A secret.
 */
final class Pkcs12Passphrase {

  private final char[] characters;
  private final boolean onlyTheEnd;

  private Pkcs12Passphrase(char[] characters, boolean onlyTheEnd) {
    this.characters = characters;
    this.onlyTheEnd = onlyTheEnd;
  }

  /** What to try: that which was given, then that of a container without a passphrase. */
  static List<Pkcs12Passphrase> toTry(char @Nullable [] given) {
    List<Pkcs12Passphrase> found = new ArrayList<>();
    if (given != null && given.length > 0) {
      found.add(new Pkcs12Passphrase(given, false));
    }
    found.add(new Pkcs12Passphrase(new char[0], true));
    found.add(new Pkcs12Passphrase(new char[0], false));
    return found;
  }

  char[] characters() {
    return characters;
  }

  byte[] octets() {
    return onlyTheEnd ? new byte[2] : PBEParametersGenerator.PKCS12PasswordToBytes(characters);
  }

  InputDecryptorProvider decryptors() {
    InputDecryptorProvider provider = provider();
    return characters.length > 0
        ? provider
        : algorithm ->
            algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)
                ? new EmptyPassphraseDecryptor(algorithm)
                : provider.get(algorithm);
  }

  private InputDecryptorProvider provider() {
    return new JcePKCSPBEInputDecryptorProviderBuilder()
        .setProvider(Ciphers.PROVIDER)
        .setTryWrongPKCS12Zero(onlyTheEnd)
        .build(characters);
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "Pkcs12Passphrase";
  }
}
