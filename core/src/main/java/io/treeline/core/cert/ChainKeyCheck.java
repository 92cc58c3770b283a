package io.treeline.core.cert;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The issuers' keys: small RSA, DSA and odd curves (CA/B BR §6.1.5). The leaf's own is refused. */
final class ChainKeyCheck implements PairCheck {

  private static final Set<Integer> CURVES = Set.of(256, 384, 521);

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    for (FoundCertificate issuer : pair.issuers()) {
      String weakness = weakness(issuer.certificate().getPublicKey());
      if (weakness != null) {
        findings.add(
            FindingCode.WEAK_CHAIN_KEY,
            issuer.place(),
            "The certificate "
                + issuer.shown()
                + " of the chain has "
                + weakness
                + ", which clients don't accept any more",
            "get a certificate from an authority with a current key");
      }
    }
  }

  private static @Nullable String weakness(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() < RsaKeys.MIN_BITS ->
          "an RSA key of " + rsa.getModulus().bitLength() + " bits";
      case RSAPublicKey sound -> null;
      case ECPublicKey ec when !CURVES.contains(ec.getParams().getOrder().bitLength()) ->
          "an EC key of " + ec.getParams().getOrder().bitLength() + " bits";
      case ECPublicKey sound -> null;
      case EdECPublicKey sound -> null;
      default -> "a key of kind " + key.getAlgorithm();
    };
  }
}
