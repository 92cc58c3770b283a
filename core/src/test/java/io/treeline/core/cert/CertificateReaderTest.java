package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.accepted;
import static io.treeline.core.cert.TestReading.codes;
import static io.treeline.core.cert.TestReading.options;
import static io.treeline.core.cert.TestReading.read;
import static io.treeline.core.cert.TestReading.refused;
import static io.treeline.core.cert.TestReading.the;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.TestAuthority.Issued;
import io.treeline.core.name.DomainName;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateReaderTest {

  private final Issued root = TestAuthority.root("Root").selfSigned();
  private final Issued upper = TestAuthority.root("Upper").by(root);
  private final Issued lower = TestAuthority.root("Lower").by(upper);
  private final Issued leaf = TestAuthority.leaf("a.example.com").by(lower);
  private final Issued other = TestAuthority.leaf("b.example.com").by(lower);

  @Test
  void keyCertificateAndChainInOrderAreTakenWithoutAWord() {
    Intake intake = read(text(leaf) + lower.certificatePem() + upper.certificatePem());

    assertThat(intake.findings()).isEmpty();
    CertifiedKey pair = accepted(intake).first();
    assertThat(pair.chain())
        .containsExactly(leaf.certificate(), lower.certificate(), upper.certificate());
    assertThat(pair.family()).isEqualTo(KeyFamily.ECDSA);
    assertThat(pair.keySha256()).isEqualTo(leaf.keySha256());
    assertThat(pair.leafSha256()).isEqualTo(Fingerprint.of(X509.der(leaf.certificate())));
    assertThat(pair.privateKey())
        .isInstanceOfSatisfying(
            ECPrivateKey.class,
            key ->
                assertThat(key.getS()).isEqualTo(((ECPrivateKey) leaf.keys().getPrivate()).getS()));
  }

  @Test
  void aWrongOrderIsPutRightWithAWarning() {
    Intake intake =
        read(
            upper.certificatePem()
                + lower.certificatePem()
                + leaf.certificatePem()
                + leaf.keyPem());

    assertThat(codes(intake)).containsExactly(FindingCode.ORDER_PUT_RIGHT);
    assertThat(accepted(intake).first().chain())
        .containsExactly(leaf.certificate(), lower.certificate(), upper.certificate());
  }

  @Test
  void aKeyAfterItsCertificateIsAWrongOrder() {
    assertThat(codes(read(leaf.certificatePem() + leaf.keyPem() + lower.certificatePem())))
        .containsExactly(FindingCode.ORDER_PUT_RIGHT);
  }

  @Test
  void theRootIsToleratedWithANotice() {
    Intake intake =
        read(text(leaf) + lower.certificatePem() + upper.certificatePem() + root.certificatePem());
    assertThat(codes(intake)).containsExactly(FindingCode.ROOT_INCLUDED);
    assertThat(accepted(intake).first().chain()).hasSize(4);
  }

  @Test
  void theHeaderIsKept() {
    assertThat(accepted("date=2026-11-29\r\n\r\n  acme=x  \r\n" + text(leaf)).header())
        .isEqualTo("date=2026-11-29\n\nacme=x\n");
  }

  @Test
  void aHeaderWithAStrayKeyIsCleaned() {
    String stray = leaf.keyPem().replace("-----BEGIN PRIVATE KEY-----\n", "");
    String body = stray.substring(5, stray.indexOf("-----END"));
    Intake intake = read("note\n" + body + text(leaf));

    assertThat(codes(intake)).contains(FindingCode.HEADER_CLEANED);
    assertThat(accepted(intake).header()).isEqualTo("note\n");
  }

  @Test
  void noKeyIsRefused() {
    assertThat(refused(read(leaf.certificatePem()), FindingCode.NO_KEY).toString())
        .startsWith("There is no private key in the input: put it before the certificate");
  }

  @Test
  void noCertificateIsRefused() {
    refused(read(leaf.keyPem()), FindingCode.NO_CERTIFICATE);
  }

  @Test
  void nothingAtAllIsRefused() {
    refused(read(""), FindingCode.NOTHING_FOUND);
    refused(read("hello"), FindingCode.NOTHING_FOUND);
    refused(CertificateReader.read(new byte[0], options()), FindingCode.NOTHING_FOUND);
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedNamingBothFingerprints() {
    Finding finding =
        refused(
            read(other.keyPem() + lower.certificatePem() + leaf.certificatePem()),
            FindingCode.KEY_MISMATCH);
    assertThat(finding.what())
        .contains("CN=a.example.com", other.keySha256().hex(), leaf.keySha256().hex());
  }

  @Test
  void moreThan256KiBAreRefused() {
    String filler = "x".repeat(256 * 1024 - text(leaf).length());
    accepted(filler + text(leaf));
    refused(read(filler + " " + text(leaf)), FindingCode.TOO_LARGE);
    refused(
        CertificateReader.read(
            (filler + " " + text(leaf)).getBytes(StandardCharsets.UTF_8), options()),
        FindingCode.TOO_LARGE);
    refused(read("\u20AC".repeat(100_000) + text(leaf)), FindingCode.TOO_LARGE);
  }

  @Test
  void furtherKeysAndLeavesAreNamedAndNotStored() {
    Intake intake =
        read(other.certificatePem() + TestAuthority.leaf("c").selfSigned().keyPem() + text(leaf));

    assertThat(codes(intake)).contains(FindingCode.FURTHER_KEY, FindingCode.FURTHER_LEAF);
    assertThat(the(intake, FindingCode.FURTHER_LEAF).what()).contains("CN=b.example.com");
    assertThat(accepted(intake).storedText()).doesNotContain(other.certificatePem());
  }

  @Test
  void ofTwoPairsOfOneFamilyTheOneThatCoversTheNameIsTaken() {
    Intake intake =
        CertificateReader.read(
            text(other) + text(leaf), options().forName(DomainName.parse("a.example.com")));

    assertThat(codes(intake)).contains(FindingCode.FURTHER_PAIR);
    assertThat(accepted(intake).names()).containsExactly("a.example.com");
  }

  @Test
  void ofTwoLeavesOfOneKeyTheValidOneIsTaken() {
    Issued old =
        TestAuthority.leaf("a.example.com")
            .keys(leaf.keys())
            .from(TestAuthority.NOW.minus(Duration.ofDays(200)))
            .by(lower);
    Intake intake = read(text(old) + leaf.certificatePem() + lower.certificatePem());

    assertThat(accepted(intake).first().leaf()).isEqualTo(leaf.certificate());
    assertThat(codes(intake)).containsExactly(FindingCode.FURTHER_LEAF);
  }

  @Test
  void twoPairsOfTwoFamiliesAreADualCertificateInTheOrderGiven() {
    Issued rsa = TestAuthority.leaf("a.example.com").keys(TestAuthority.key("RSA", 2048)).by(lower);
    Intake first = read(text(rsa) + lower.certificatePem() + text(leaf));
    Intake second =
        read(
            leaf.keyPem()
                + rsa.keyPem()
                + leaf.certificatePem()
                + rsa.certificatePem()
                + lower.certificatePem());

    assertThat(families(first)).containsExactly(KeyFamily.RSA, KeyFamily.ECDSA);
    assertThat(families(second)).containsExactly(KeyFamily.ECDSA, KeyFamily.RSA);
    assertThat(codes(first)).isEmpty();
    assertThat(codes(second)).isEmpty();
    assertThat(accepted(second).pairs()).allSatisfy(pair -> assertThat(pair.chain()).hasSize(2));
  }

  @Test
  void sameBlocksTwiceAreTakenOnce() {
    Intake intake = read(text(leaf) + text(leaf) + lower.certificatePem());
    assertThat(codes(intake))
        .containsExactly(FindingCode.DUPLICATE_BLOCK, FindingCode.DUPLICATE_BLOCK);
  }

  @Test
  void filesAreMergedInWhateverOrderTheyCome() {
    List<NamedInput> inputs =
        List.of(
            input("ca.pem", lower.certificatePem() + upper.certificatePem()),
            input("domain.crt", leaf.certificatePem()),
            input("domain.key", leaf.keyPem()));
    Intake intake = CertificateReader.merge(inputs, options());

    assertThat(intake.findings()).isEmpty();
    assertThat(accepted(intake).first().chain()).hasSize(3);
  }

  @Test
  void filesInDerAreMergedToo() {
    List<NamedInput> inputs =
        List.of(
            new NamedInput("key.der", leaf.keys().getPrivate().getEncoded()),
            new NamedInput("leaf.der", X509.der(leaf.certificate())),
            new NamedInput("ca.der", X509.der(lower.certificate())));
    assertThat(accepted(CertificateReader.merge(inputs, options())).first().chain()).hasSize(2);
  }

  @Test
  void aFindingNamesTheFile() {
    Intake intake =
        CertificateReader.merge(
            List.of(
                input("domain.key", leaf.keyPem()),
                input(
                    "domain.crt",
                    "\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")),
            options());
    assertThat(refused(intake, FindingCode.UNREADABLE_BLOCK).place().toString())
        .isEqualTo("block 1, CERTIFICATE, line 2 of domain.crt");
  }

  @Test
  void aPublicTextIsReadWithTheKeyThatIsHeld() {
    CertificateBundle bundle = accepted("date=1\n" + text(leaf) + lower.certificatePem());
    HeldKeys held = spki -> spki.equals(leaf.keySha256()) ? bundle.first().pkcs8() : null;

    Intake intake = CertificateReader.read(bundle.publicText(), options().heldKeys(held));

    assertThat(codes(intake)).containsExactly(FindingCode.HELD_KEY_KEPT);
    assertThat(accepted(intake).storedText()).isEqualTo(bundle.storedText());
  }

  @Test
  void aPublicTextIsRefusedWhereItsKeyIsNotHeld() {
    String text = accepted(text(leaf)).publicText();
    refused(read(text), FindingCode.HELD_KEY_MISSING);
  }

  @Test
  void aHeldKeyThatIsNotTheNamedOneIsNotTaken() {
    String text = accepted(text(leaf)).publicText();
    HeldKeys wrong = spki -> other.keys().getPrivate().getEncoded();
    refused(CertificateReader.read(text, options().heldKeys(wrong)), FindingCode.HELD_KEY_MISSING);
  }

  private static List<KeyFamily> families(Intake intake) {
    return accepted(intake).pairs().stream().map(CertifiedKey::family).toList();
  }

  private static String text(Issued issued) {
    return issued.keyPem() + issued.certificatePem();
  }

  private static NamedInput input(String name, String text) {
    return new NamedInput(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
