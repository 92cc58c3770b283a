package io.treeline.core.cert;

import static io.treeline.core.cert.TestAuthority.NOW;
import static io.treeline.core.cert.TestAuthority.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.Fitness.Verdict;
import io.treeline.core.cert.TestAuthority.Issued;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

class FitnessTest {

  private static final KeyPair RSA = TestAuthority.key("RSA", 2048);

  private final Issued root = TestAuthority.root("Root").selfSigned();
  private final Issued issuer = TestAuthority.root("Issuer").by(root);

  @Test
  void whatEverybodyTakesIsFitForEverybody() {
    Issued all =
        leaf("a")
            .keys(RSA)
            .only(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth)
            .by(issuer);
    assertThat(fitness(all, issuer))
        .containsExactly(
            new Fitness(Use.BROWSER, Verdict.FIT, List.of()),
            new Fitness(Use.SIP_TRUNK, Verdict.FIT, List.of()),
            new Fitness(Use.OLD_PHONE, Verdict.FIT, List.of()));
  }

  @Test
  void whatOneKindOfClientAsksForIsNoFindingForTheOthers() {
    Intake intake = read(text(leaf("a").by(issuer), issuer));
    assertThat(intake.findings()).isEmpty();
    assertThat(verdicts(intake)).containsExactly(Verdict.FIT, Verdict.CONDITIONAL, Verdict.UNFIT);
    assertThat(codes(intake, Use.SIP_TRUNK)).containsExactly(FindingCode.NO_CLIENT_AUTH);
    assertThat(codes(intake, Use.OLD_PHONE)).containsExactly(FindingCode.NO_RSA_KEY);
  }

  @Test
  void ofADualCertificateEachKindIsJudgedByThePairThatItGets() {
    Issued ed = leaf("a").keys(TestAuthority.key("Ed25519", 0)).by(issuer);
    Issued expired = leaf("a").keys(RSA).from(NOW.minus(Duration.ofDays(99))).by(issuer);
    Intake intake = read(text(ed, issuer) + text(expired));
    assertThat(codes(intake, Use.BROWSER)).containsExactly(FindingCode.EXPIRED);
    assertThat(codes(intake, Use.OLD_PHONE)).containsExactly(FindingCode.EXPIRED);
    assertThat(codes(intake, Use.SIP_TRUNK)).containsExactly(FindingCode.NO_CLIENT_AUTH);
  }

  @Test
  void theWorstDecidesAndComesFirst() {
    Issued bad = leaf("a").keys(RSA).from(NOW.minus(Duration.ofDays(99))).selfSigned();
    Intake intake = read(text(bad));
    assertThat(verdicts(intake)).containsOnly(Verdict.UNFIT);
    assertThat(codes(intake, Use.BROWSER))
        .containsExactly(FindingCode.EXPIRED, FindingCode.SELF_SIGNED);
  }

  private List<Fitness> fitness(Issued leaf, Issued... chain) {
    return ((Intake.Accepted) read(text(leaf, chain))).fitness();
  }

  private static List<Verdict> verdicts(Intake intake) {
    return ((Intake.Accepted) intake).fitness().stream().map(Fitness::verdict).toList();
  }

  private static List<FindingCode> codes(Intake intake, Use use) {
    return ((Intake.Accepted) intake)
        .fitness().stream()
            .filter(each -> each.use() == use)
            .flatMap(each -> each.because().stream())
            .map(Finding::code)
            .toList();
  }

  private static Intake read(String text) {
    Intake intake = TestReading.read(text);
    TestReading.accepted(intake);
    return intake;
  }

  private static String text(Issued leaf, Issued... chain) {
    StringBuilder text = new StringBuilder(leaf.keyPem()).append(leaf.certificatePem());
    Arrays.stream(chain).forEach(each -> text.append(each.certificatePem()));
    return text.toString();
  }
}
