package io.treeline.core.cert;

import java.io.IOException;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Ed25519 keys (RFC 8410 §7). */
final class Ed25519Keys {

  private static final AlgorithmIdentifier ED25519 =
      new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

  private Ed25519Keys() {}

  static KeyMaterial read(byte[] seed) throws BlockException, IOException {
    if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw BlockException.damaged("The Ed25519 key has " + seed.length + " octets instead of 32");
    }
    byte[] point = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    return new KeyMaterial(
        KeyFamily.ED25519,
        256,
        new PrivateKeyInfo(ED25519, new DEROctetString(seed)).getEncoded(),
        new SubjectPublicKeyInfo(ED25519, point).getEncoded());
  }
}
