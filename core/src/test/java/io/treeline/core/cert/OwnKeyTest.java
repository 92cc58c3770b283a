package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.name.DomainName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key of our own: kept, restored, requested a certificate for. */
class OwnKeyTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void openSslTakesTheRequestOfEveryKindOfKey(KeyType type) throws Exception {
    OwnKey key = OwnKey.create(type);
    Files.write(
        directory.resolve("request.der"), key.request(List.of("example.com", "*.example.com")));
    String shown =
        new OpenSsl(directory).run("req -inform DER -in request.der -verify -noout -text");
    assertThat(shown)
        .contains("DNS:example.com, DNS:*.example.com")
        .containsIgnoringCase(type == KeyType.EC384 ? "with-sha384" : "sha256")
        .contains("verify OK");
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void aStoredKeySignsAsTheOneThatWasMade(KeyType type) throws Exception {
    OwnKey made = OwnKey.create(type);
    OwnKey restored = OwnKey.restore(made.pkcs8());
    Signature signature =
        Signature.getInstance(type.family() == KeyFamily.RSA ? "SHA256withRSA" : "SHA256withECDSA");
    signature.initSign(restored.keyPair().getPrivate());
    signature.update(new byte[] {1});
    byte[] signed = signature.sign();
    signature.initVerify(made.keyPair().getPublic());
    signature.update(new byte[] {1});
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void aCertificateForAnotherKeyIsNotTaken() throws Exception {
    CertifiedKey other =
        SelfSigned.create(
            DomainName.parse("example.com"), Duration.ofDays(9), KeyType.EC256, TestAuthority.NOW);
    OwnKey key = OwnKey.create(KeyType.EC256);
    assertThat(key.fits(other.leaf())).isFalse();
    assertThatThrownBy(() -> key.certifiedBy(other.publicPair()))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessageContaining("is for another key");
    assertThat(OwnKey.restore(other.pkcs8()).certifiedBy(other.publicPair()).leaf())
        .isEqualTo(other.leaf());
  }

  @Test
  void aKeyIsNotShown() {
    assertThat(OwnKey.create(KeyType.RSA2048)).hasToString("OwnKey[RSA 2048]");
  }
}
