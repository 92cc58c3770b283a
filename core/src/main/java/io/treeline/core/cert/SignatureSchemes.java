package io.treeline.core.cert;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signatures that a client can verify, by which a handshake takes one of a dual certificate's
 * pairs: the first whose key can make one of them (RFC 8446 §4.2.3 and §4.4.2.2). Before TLS 1.3
 * the cipher suites that a client offers narrow it down in the same way. Immutable.
 *
 * @param codes as in the ClientHello's signature_algorithms
 */
public record SignatureSchemes(Set<Integer> codes) {

  private static final int PKCS1_SHA256 = 0x0401;
  private static final int PKCS1_SHA384 = 0x0501;
  private static final int PKCS1_SHA512 = 0x0601;
  private static final int ECDSA_P256 = 0x0403;
  private static final int ECDSA_P384 = 0x0503;
  private static final int ECDSA_P521 = 0x0603;
  private static final int PSS_SHA256 = 0x0804;
  private static final int PSS_SHA384 = 0x0805;
  private static final int PSS_SHA512 = 0x0806;
  private static final int ED25519 = 0x0807;

  /** A client that knows every kind of key that is served here. */
  public static final SignatureSchemes ANY =
      of(
          PKCS1_SHA256,
          PKCS1_SHA384,
          PKCS1_SHA512,
          ECDSA_P256,
          ECDSA_P384,
          ECDSA_P521,
          PSS_SHA256,
          PSS_SHA384,
          PSS_SHA512,
          ED25519);

  /** A client that knows RSA only. */
  public static final SignatureSchemes RSA_ONLY =
      of(PKCS1_SHA256, PKCS1_SHA384, PKCS1_SHA512, PSS_SHA256, PSS_SHA384, PSS_SHA512);

  /** A client that knows ECDSA only. */
  public static final SignatureSchemes ECDSA_ONLY = of(ECDSA_P256, ECDSA_P384, ECDSA_P521);

  /** Takes a copy of the set. */
  public SignatureSchemes {
    codes = Set.copyOf(codes);
  }

  /** Those codes. */
  public static SignatureSchemes of(Integer... codes) {
    return new SignatureSchemes(Set.of(codes));
  }

  /**
   * The client that a word stands for: {@code any}, {@code rsa-only} or {@code ecdsa-only}; null
   * for another word.
   */
  public static @Nullable SignatureSchemes named(String word) {
    return switch (word) {
      case "any" -> ANY;
      case "rsa-only" -> RSA_ONLY;
      case "ecdsa-only" -> ECDSA_ONLY;
      default -> null;
    };
  }

  /** The pair that such a client gets in TLS 1.3; null if it gets none and an alert. */
  public @Nullable PublicPair firstOf(List<PublicPair> pairs) {
    return pairs.stream()
        .filter(each -> canVerify(each.leaf().getPublicKey(), true))
        .findFirst()
        .orElse(null);
  }

  /**
   * Whether the client can verify what such a key signs.
   *
   * @param tls13 in TLS 1.3, where a scheme binds the curve and RSA is PSS only; before, any hash
   *     goes with any curve
   */
  public boolean canVerify(PublicKey key, boolean tls13) {
    return switch (key) {
      case RSAPublicKey rsa ->
          any(PSS_SHA256, PSS_SHA384, PSS_SHA512)
              || (!tls13 && any(PKCS1_SHA256, PKCS1_SHA384, PKCS1_SHA512));
      case ECPublicKey ec -> tls13 ? any(scheme(ec)) : any(ECDSA_P256, ECDSA_P384, ECDSA_P521);
      case EdECPublicKey ed -> any(ED25519);
      default -> false;
    };
  }

  private static int scheme(ECPublicKey key) {
    return switch (key.getParams().getOrder().bitLength()) {
      case 256 -> ECDSA_P256;
      case 384 -> ECDSA_P384;
      default -> ECDSA_P521;
    };
  }

  private boolean any(int... wanted) {
    for (int each : wanted) {
      if (codes.contains(each)) {
        return true;
      }
    }
    return false;
  }
}
