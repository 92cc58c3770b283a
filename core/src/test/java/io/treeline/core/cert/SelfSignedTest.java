package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.accepted;
import static io.treeline.core.cert.TestReading.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.name.DomainName;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfSignedTest {

  private static final DomainName NAME = DomainName.parse("platform.local");

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void whatIsMadeIsReadAgainAndOpensslTakesIt(KeyType type, @TempDir Path directory) {
    CertifiedKey made = SelfSigned.create(NAME, Duration.ofDays(90), type, TestAuthority.NOW);
    Intake intake = TestReading.read(made.keyPem() + made.chainPem());

    assertThat(codes(intake)).containsExactly(FindingCode.SELF_SIGNED);
    assertThat(accepted(intake).first().pkcs8()).isEqualTo(made.pkcs8());
    assertThat(made.family()).isEqualTo(type.family());

    OpenSsl openssl = new OpenSsl(directory);
    openssl.write("server.key", made.keyPem());
    openssl.write("server.crt", made.chainPem());
    assertThat(
            openssl.run(
                "verify -x509_strict -no_check_time -purpose sslserver -verify_hostname"
                    + " x.platform.local -CAfile server.crt server.crt"))
        .contains("OK");
    assertThat(openssl.run("x509 -in server.crt -pubkey -noout"))
        .isEqualTo(openssl.run("pkey -in server.key -pubout"));
  }

  @Test
  void theNameAndItsWildcardAreCovered() {
    assertThat(made("platform.local").names().texts())
        .containsExactly("platform.local", "*.platform.local");
  }

  @Test
  void aSingleLabelHasNoWildcard() {
    assertThat(made("intra").names().texts()).containsExactly("intra");
  }

  @Test
  void theLongestNameIsPossible() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "b".repeat(61));
    assertThat(made(longest).names().texts()).containsExactly(longest);
  }

  @Test
  void itIsValidFromShortlyBefore() {
    CertifiedKey made = made("platform.local");
    assertThat(made.leaf().getNotBefore().toInstant())
        .isEqualTo(TestAuthority.NOW.minus(Duration.ofHours(1)));
    assertThat(made.leaf().getNotAfter().toInstant())
        .isEqualTo(TestAuthority.NOW.plus(Duration.ofDays(9)));
  }

  @Test
  void noTwoHaveTheSameSerial() {
    assertThat(made("a.b").leaf().getSerialNumber())
        .isPositive()
        .isNotEqualTo(made("a.b").leaf().getSerialNumber());
  }

  @Test
  void anUnknownKindOfKeyIsRefusedWithTheKnownOnes() {
    assertThat(KeyType.of("RSA2048")).isEqualTo(KeyType.RSA2048);
    assertThatThrownBy(() -> KeyType.of("dsa"))
        .hasMessage("'dsa' is no kind of key; choose one of ec256, ec384, rsa2048, rsa3072.");
  }

  private static CertifiedKey made(String name) {
    return SelfSigned.create(
        DomainName.parse(name), Duration.ofDays(9), KeyType.EC256, TestAuthority.NOW);
  }
}
