package io.treeline.core.cert;

import static io.treeline.core.cert.TestAuthority.NOW;
import static io.treeline.core.cert.TestAuthority.leaf;
import static io.treeline.core.cert.TestReading.accepted;
import static io.treeline.core.cert.TestReading.codes;
import static io.treeline.core.cert.TestReading.options;
import static io.treeline.core.cert.TestReading.the;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.TestAuthority.Issued;
import io.treeline.core.cert.TestAuthority.Spec;
import io.treeline.core.name.DomainName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** Each rule by an input that breaks it and nothing else. */
class PairCheckTest {

  private final Issued root = TestAuthority.root("Root").selfSigned();
  private final Issued issuer = TestAuthority.root("Issuer").by(root);

  @Test
  void aGoodPairHasNoFindings() {
    assertThat(findings(leaf("a.example.com").by(issuer), issuer)).isEmpty();
  }

  @Test
  void anExpiredLeafIsTakenWithItsDate() {
    Intake intake = read(leaf("a").from(NOW.minus(Duration.ofDays(91))).by(issuer), issuer);
    assertThat(codes(intake)).containsExactly(FindingCode.EXPIRED);
    assertThat(the(intake, FindingCode.EXPIRED).what())
        .isEqualTo("The certificate expired on 23 November 2026, 12:00 UTC");
  }

  @Test
  void aLeafIsNotExpiredInItsLastSecond() {
    assertThat(findings(leaf("a").from(NOW.minus(Duration.ofDays(90))).by(issuer), issuer))
        .isEmpty();
    assertThat(findings(leaf("a").from(NOW).by(issuer), issuer)).isEmpty();
  }

  @Test
  void aLeafThatIsNotValidYetIsTaken() {
    assertThat(findings(leaf("a").from(NOW.plusSeconds(1)).by(issuer), issuer))
        .containsExactly(FindingCode.NOT_YET_VALID);
  }

  @Test
  void aNameThatIsNotCoveredIsToldWithThoseThatAre() {
    Intake intake =
        CertificateReader.read(
            text(leaf("a.example.com").san("*.b.example.com").by(issuer), issuer),
            options().forName(DomainName.parse("x.a.example.com")));
    assertThat(codes(intake)).containsExactly(FindingCode.NAME_NOT_COVERED);
    assertThat(the(intake, FindingCode.NAME_NOT_COVERED).what())
        .isEqualTo(
            "The certificate doesn't cover x.a.example.com, it covers a.example.com,"
                + " *.b.example.com");
  }

  @Test
  void aSelfSignedLeafIsTaken() {
    assertThat(findings(leaf("a").selfSigned())).containsExactly(FindingCode.SELF_SIGNED);
    assertThat(findings(leaf("a").withoutKeyIds().selfSigned()))
        .containsExactly(FindingCode.SELF_SIGNED);
  }

  @Test
  void aMissingIssuerIsNamed() {
    Intake intake = read(leaf("a").by(issuer));
    assertThat(codes(intake)).containsExactly(FindingCode.CHAIN_INCOMPLETE);
    assertThat(the(intake, FindingCode.CHAIN_INCOMPLETE).what()).contains("CN=Issuer");
  }

  @Test
  void aLeafThatAKnownRootIssuedNeedsNoChain() {
    KnownRoots roots = KnownRoots.of(List.of(root.certificate()));
    assertThat(findings(roots, leaf("a").by(root))).isEmpty();
    assertThat(findings(roots, leaf("a").by(issuer), issuer)).isEmpty();
    assertThat(findings(roots, leaf("a").by(issuer))).containsExactly(FindingCode.CHAIN_INCOMPLETE);
  }

  @Test
  void aChainToAnUnknownRootIsTold() {
    KnownRoots roots =
        KnownRoots.of(List.of(TestAuthority.root("Other").selfSigned().certificate()));
    assertThat(findings(roots, leaf("a").by(issuer), issuer))
        .containsExactly(FindingCode.UNKNOWN_ROOT);
    assertThat(findings(roots, leaf("a").by(issuer), issuer, root))
        .containsExactly(FindingCode.UNKNOWN_ROOT, FindingCode.ROOT_INCLUDED);
  }

  @Test
  void anIssuerOfTheRightNameWithAnotherKeyIsNoIssuer() {
    Issued impostor = TestAuthority.root("Issuer").by(root);
    assertThat(findings(leaf("a").by(issuer), impostor))
        .containsExactlyInAnyOrder(FindingCode.CHAIN_INCOMPLETE, FindingCode.UNUSED_CERTIFICATE);
    assertThat(findings(leaf("a").withoutKeyIds().by(issuer), impostor))
        .containsExactlyInAnyOrder(FindingCode.CHAIN_INCOMPLETE, FindingCode.UNUSED_CERTIFICATE);
    assertThat(findings(leaf("a").by(issuer), impostor, issuer))
        .containsExactly(FindingCode.UNUSED_CERTIFICATE);
  }

  @Test
  void aDamagedSignatureIsTold() {
    Issued good = leaf("a").by(issuer);
    byte[] der = X509.der(good.certificate()).clone();
    der[der.length - 1] ^= 1;
    Intake intake =
        CertificateReader.read(
            good.keyPem() + TestAuthority.pem("CERTIFICATE", der) + issuer.certificatePem(),
            options());
    assertThat(codes(intake)).containsExactly(FindingCode.CHAIN_BROKEN);
    assertThat(accepted(intake).first().chain()).hasSize(2);
  }

  @Test
  void aCrossSignIsPreferredToTheRoot() {
    Issued oldRoot = TestAuthority.root("Old").selfSigned();
    Issued cross = TestAuthority.root("Root").keys(root.keys()).by(oldRoot);
    Issued leaf = leaf("a").by(root);
    assertThat(accepted(read(leaf, root, cross)).first().chain())
        .containsExactly(leaf.certificate(), cross.certificate());
  }

  @Test
  void anExpiredCertificateOfTheChainIsTold() {
    Issued old = TestAuthority.root("Issuer").from(NOW.minus(Duration.ofDays(4000))).by(root);
    assertThat(findings(leaf("a").by(old), old)).containsExactly(FindingCode.CHAIN_EXPIRED);
  }

  @Test
  void sha1IsToldForLeafAndIssuerButNotForTheRoot() {
    Issued weak = TestAuthority.root("Issuer").hash("SHA1").by(root);
    Issued weakRoot = TestAuthority.root("Root").hash("SHA1").selfSigned();
    assertThat(findings(leaf("a").hash("SHA1").by(issuer), issuer))
        .containsExactly(FindingCode.WEAK_SIGNATURE);
    assertThat(findings(leaf("a").by(weak), weak)).containsExactly(FindingCode.WEAK_SIGNATURE);
    assertThat(findings(leaf("a").by(weakRoot), weakRoot))
        .containsExactly(FindingCode.ROOT_INCLUDED);
  }

  @Test
  void sha1IsToldInRsaPssToo() {
    Issued rsa = TestAuthority.root("Issuer").keys(TestAuthority.key("RSA", 2048)).by(root);
    assertThat(findings(leaf("a").pss().hash("SHA1").by(rsa), rsa))
        .containsExactly(FindingCode.WEAK_SIGNATURE);
    assertThat(findings(leaf("a").pss().by(rsa), rsa)).isEmpty();
  }

  @Test
  void theLifetimeThatBrowsersAcceptGoesByTheDayOfIssue() {
    assertThat(lifetime("2026-11-01T00:00:00Z", 200)).isEmpty();
    assertThat(lifetime("2026-11-01T00:00:00Z", 201))
        .containsExactly(FindingCode.LIFETIME_TOO_LONG);
    assertThat(lifetime("2026-03-14T00:00:00Z", 398)).isEmpty();
    assertThat(lifetime("2026-03-14T00:00:00Z", 399))
        .containsExactly(FindingCode.LIFETIME_TOO_LONG);
  }

  @Test
  void aSelfSignedLeafMayLive825Days() {
    assertThat(findings(leaf("a").lifetime(Duration.ofDays(825)).selfSigned()))
        .containsExactly(FindingCode.SELF_SIGNED);
    assertThat(findings(leaf("a").lifetime(Duration.ofDays(1095)).selfSigned()))
        .containsExactly(FindingCode.SELF_SIGNED, FindingCode.LIFETIME_TOO_LONG);
  }

  @Test
  void aLeafWithoutSanIsTold() {
    assertThat(findings(leaf("a").withoutSan().by(issuer), issuer))
        .containsExactly(FindingCode.NO_SAN);
    assertThat(findings(leaf("a").withoutSan().ip("192.0.2.1").by(issuer), issuer))
        .containsExactly(FindingCode.NO_SAN);
  }

  @Test
  void aLeafWithoutServerAuthIsTold() {
    assertThat(findings(leaf("a").only().by(issuer), issuer))
        .containsExactly(FindingCode.NO_SERVER_AUTH);
    assertThat(findings(leaf("a").only(KeyPurposeId.id_kp_clientAuth).by(issuer), issuer))
        .containsExactly(FindingCode.CLIENT_AUTH_ONLY);
    assertThat(findings(leaf("a").only(KeyPurposeId.id_kp_emailProtection).by(issuer), issuer))
        .containsExactly(FindingCode.NO_SERVER_AUTH);
    assertThat(findings(leaf("a").only(KeyPurposeId.anyExtendedKeyUsage).by(issuer), issuer))
        .isEmpty();
  }

  @Test
  void keysThatBrowsersDoNotTakeAreTold() {
    assertThat(findings(leaf("a").keys(TestAuthority.key("Ed25519", 0)).by(issuer), issuer))
        .containsExactly(FindingCode.KEY_NOT_IN_BROWSERS);
    assertThat(findings(leaf("a").keys(TestAuthority.key("EC", 521)).by(issuer), issuer))
        .containsExactly(FindingCode.KEY_NOT_IN_BROWSERS);
    assertThat(findings(leaf("a").keys(TestAuthority.key("EC", 384)).by(issuer), issuer)).isEmpty();
  }

  @Test
  void anAuthorityOfOnesOwnMayIssueFor825Days() {
    KnownRoots others =
        KnownRoots.of(List.of(TestAuthority.root("Other").selfSigned().certificate()));
    Issued long825 = leaf("a").lifetime(Duration.ofDays(825)).by(issuer);
    assertThat(findings(others, long825, issuer)).containsExactly(FindingCode.UNKNOWN_ROOT);
    assertThat(findings(KnownRoots.of(List.of(root.certificate())), long825, issuer))
        .containsExactly(FindingCode.LIFETIME_TOO_LONG);
    assertThat(findings(others, leaf("a").lifetime(Duration.ofDays(826)).by(issuer), issuer))
        .containsExactly(FindingCode.UNKNOWN_ROOT, FindingCode.LIFETIME_TOO_LONG);
  }

  @Test
  void aMissingIssuerIsToldWithItsAddress() {
    Issued leaf =
        leaf("a")
            .extension(
                Extension.authorityInfoAccess,
                new AuthorityInformationAccess(
                    AccessDescription.id_ad_caIssuers,
                    new GeneralName(
                        GeneralName.uniformResourceIdentifier, "http://ca.example/issuer.crt")))
            .by(issuer);
    Intake intake = read(leaf);
    assertThat(the(intake, FindingCode.CHAIN_INCOMPLETE).todo())
        .contains("http://ca.example/issuer.crt");
    assertThat(MissingIssuer.of(accepted(intake).publicPart(), KnownRoots.UNKNOWN))
        .containsExactly(new MissingIssuer("CN=Issuer", "http://ca.example/issuer.crt"));
    assertThat(
            MissingIssuer.of(
                accepted(intake).publicPart(), KnownRoots.of(List.of(issuer.certificate()))))
        .isEmpty();
  }

  @Test
  void aCommonNameThatIsNoDomainNameIsNotAskedFor() {
    for (String name : List.of("Company Web Server", "192.0.2.1", "server", "A.EXAMPLE.com")) {
      assertThat(findings(new Spec(name).san("a.example.com").serverAuth().by(issuer), issuer))
          .as(name)
          .isEmpty();
    }
    assertThat(
            findings(
                new Spec("www.example.com").san("*.example.com").serverAuth().by(issuer), issuer))
        .isEmpty();
  }

  private List<FindingCode> lifetime(String from, int days) {
    Issued issued = leaf("a").from(Instant.parse(from)).lifetime(Duration.ofDays(days)).by(issuer);
    return findings(issued, issuer);
  }

  private static List<FindingCode> findings(Issued leaf, Issued... chain) {
    return codes(read(leaf, chain));
  }

  private static List<FindingCode> findings(KnownRoots roots, Issued leaf, Issued... chain) {
    return codes(CertificateReader.read(text(leaf, chain), options().knownRoots(roots)));
  }

  private static Intake read(Issued leaf, Issued... chain) {
    Intake intake = CertificateReader.read(text(leaf, chain), options());
    accepted(intake);
    return intake;
  }

  private static String text(Issued leaf, Issued... chain) {
    StringBuilder text = new StringBuilder(leaf.keyPem()).append(leaf.certificatePem());
    Arrays.stream(chain).forEach(each -> text.append(each.certificatePem()));
    return text.toString();
  }
}
