package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.accepted;
import static io.treeline.core.cert.TestReading.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.name.DomainName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalAuthorityTest {

  private static final DomainName NAME = DomainName.parse("desk.platform.local");
  private static final Duration LIFETIME = Duration.ofDays(397);
  private static final LocalAuthority AUTHORITY =
      LocalAuthority.create("platform.local", TestAuthority.NOW);

  @Test
  void theRootIsAnAuthorityForLeavesOnly() {
    X509Certificate root = AUTHORITY.root().leaf();
    assertThat(root.getBasicConstraints()).isZero();
    assertThat(root.getKeyUsage()[5]).as("keyCertSign").isTrue();
    assertThat(root.getKeyUsage()[6]).as("cRLSign").isTrue();
    assertThat(root.getKeyUsage()[0]).as("digitalSignature").isFalse();
    assertThat(root.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(root.getSubjectX500Principal().getName())
        .matches("CN=platform\\.local local authority [0-9a-f]{8}");
    assertThat(Issuing.keyIdsAgree(root, root)).isTrue();
    assertThat(root.getNotAfter().toInstant())
        .isEqualTo(TestAuthority.NOW.plus(LocalAuthority.LIFETIME));
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"EC256", "RSA2048"})
  void opensslTakesWhatItIssuesWithItsRootAndRefusesItWithAnother(
      KeyType type, @TempDir Path directory) {
    CertifiedKey issued = AUTHORITY.issue(NAME, LIFETIME, type, TestAuthority.NOW);
    LocalAuthority other = LocalAuthority.create("platform.local", TestAuthority.NOW);
    OpenSsl openssl = new OpenSsl(directory);
    openssl.write("server.crt", issued.chainPem());
    openssl.write("root.crt", AUTHORITY.root().chainPem());
    openssl.write("other.crt", other.root().chainPem());
    String verify = "verify -x509_strict -no_check_time -purpose sslserver -verify_hostname ";
    for (String name : List.of(NAME.text(), "a." + NAME)) {
      assertThat(openssl.run(verify + name + " -CAfile root.crt server.crt")).contains("OK");
    }
    assertThatThrownBy(() -> openssl.run(verify + NAME + " -CAfile other.crt server.crt"))
        .isInstanceOf(Throwable.class);
  }

  @Test
  void itsCertificatesAreReadWithoutComplaintWhereItsRootIsKnown() {
    CertifiedKey issued = AUTHORITY.issue(NAME, LIFETIME, KeyType.EC256, TestAuthority.NOW);
    String text = issued.keyPem() + issued.chainPem();
    ReadOptions options = ReadOptions.at(TestAuthority.NOW).forName(NAME);
    KnownRoots own = KnownRoots.of(AUTHORITY.root().chain());
    assertThat(codes(CertificateReader.read(text, options.ownRoots(own)))).isEmpty();
    assertThat(codes(CertificateReader.read(text, options)))
        .contains(FindingCode.CHAIN_INCOMPLETE, FindingCode.LIFETIME_TOO_LONG);
    assertThat(codes(longLived(options.ownRoots(own))))
        .containsExactly(FindingCode.LIFETIME_TOO_LONG);
  }

  private static Intake longLived(ReadOptions options) {
    CertifiedKey issued =
        AUTHORITY.issue(NAME, Duration.ofDays(900), KeyType.EC256, TestAuthority.NOW);
    return CertificateReader.read(issued.keyPem() + issued.chainPem(), options);
  }

  @Test
  void whatNamesTheRootInItsHeaderKeepsThatHeader() {
    CertifiedKey issued = AUTHORITY.issue(NAME, LIFETIME, KeyType.EC256, TestAuthority.NOW);
    String header = "local-ca=" + AUTHORITY.root().leafSha256() + "\ndate=2026-11-24\n";
    Intake intake = TestReading.read(header + issued.keyPem() + issued.chainPem());
    assertThat(accepted(intake).header()).isEqualTo(header);
  }

  @Test
  void nothingOutlivesTheRoot() {
    Instant late = TestAuthority.NOW.plus(LocalAuthority.LIFETIME).minus(Duration.ofDays(3));
    CertifiedKey issued = AUTHORITY.issue(NAME, LIFETIME, KeyType.EC256, late);
    assertThat(issued.leaf().getNotAfter()).isEqualTo(AUTHORITY.root().leaf().getNotAfter());
  }

  @Test
  void aRootThatWasKeptIssuesOn() throws Exception {
    LocalAuthority kept =
        LocalAuthority.restore(
            new PairParts(
                KeyFamily.ECDSA, List.of(AUTHORITY.root().leaf().getEncoded()), AUTHORITY.pkcs8()));
    CertifiedKey issued = kept.issue(NAME, LIFETIME, KeyType.EC256, TestAuthority.NOW);
    assertThat(Issuing.signed(AUTHORITY.root().leaf(), issued.leaf()))
        .isEqualTo(Issuing.Signed.YES);
    assertThat(issued.chain()).hasSize(1);
  }

  @Test
  void aLongNameOfAnInstallationIsLeftOutOfTheRootsName() {
    LocalAuthority made = LocalAuthority.create("a".repeat(60), TestAuthority.NOW);
    assertThat(made.root().leaf().getSubjectX500Principal().getName())
        .matches("CN=Treeline local authority [0-9a-f]{8}");
  }

  @Test
  void itsKeyIsNotInItsWords() {
    assertThat(AUTHORITY.toString().getBytes(StandardCharsets.UTF_8))
        .asString()
        .isEqualTo("LocalAuthority[" + AUTHORITY.root().leafSha256() + "]");
  }
}
