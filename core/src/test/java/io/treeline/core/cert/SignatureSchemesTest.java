package io.treeline.core.cert;

import static io.treeline.core.cert.TestAuthority.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureSchemesTest {

  private static final PublicPair EC = pair(TestAuthority.ec());
  private static final PublicPair P521 = pair(TestAuthority.key("EC", 521));
  private static final PublicPair RSA = pair(TestAuthority.key("RSA", 2048));
  private static final PublicPair ED = pair(TestAuthority.key("Ed25519", 0));

  @Test
  void theFirstThatTheClientCanVerifyIsTaken() {
    assertThat(SignatureSchemes.ANY.firstOf(List.of(EC, RSA))).isSameAs(EC);
    assertThat(SignatureSchemes.ANY.firstOf(List.of(RSA, EC))).isSameAs(RSA);
    assertThat(SignatureSchemes.ANY.firstOf(List.of(ED))).isSameAs(ED);
    assertThat(SignatureSchemes.RSA_ONLY.firstOf(List.of(EC, RSA))).isSameAs(RSA);
    assertThat(SignatureSchemes.ECDSA_ONLY.firstOf(List.of(RSA, P521))).isSameAs(P521);
  }

  @Test
  void whoCanVerifyNoneGetsNone() {
    assertThat(SignatureSchemes.RSA_ONLY.firstOf(List.of(EC, ED))).isNull();
    assertThat(SignatureSchemes.ECDSA_ONLY.firstOf(List.of(RSA))).isNull();
  }

  @Test
  void aSchemeBindsTheCurveInTls13Only() {
    SignatureSchemes p256 = SignatureSchemes.of(0x0403);
    assertThat(p256.canVerify(P521.leaf().getPublicKey(), true)).isFalse();
    assertThat(p256.canVerify(P521.leaf().getPublicKey(), false)).isTrue();
    SignatureSchemes pkcs1 = SignatureSchemes.of(0x0401);
    assertThat(pkcs1.canVerify(RSA.leaf().getPublicKey(), true)).isFalse();
    assertThat(pkcs1.canVerify(RSA.leaf().getPublicKey(), false)).isTrue();
  }

  @Test
  void clientsHaveNames() {
    assertThat(SignatureSchemes.named("rsa-only")).isEqualTo(SignatureSchemes.RSA_ONLY);
    assertThat(SignatureSchemes.named("chrome")).isNull();
  }

  private static PublicPair pair(KeyPair keys) {
    return new PublicPair(List.of(leaf("a").keys(keys).selfSigned().certificate()));
  }
}
