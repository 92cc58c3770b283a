package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.accepted;
import static io.treeline.core.cert.TestReading.options;
import static io.treeline.core.cert.TestReading.read;
import static io.treeline.core.cert.TestReading.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.TestAuthority.Issued;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PemTextTest {

  private final Issued issuer = TestAuthority.root("Root").selfSigned();
  private final Issued leaf = TestAuthority.leaf("a.example.com").by(issuer);
  private final String text =
      "date=2026-11-24\n" + leaf.keyPem() + leaf.certificatePem() + issuer.certificatePem();
  private final String expected = accepted(text).storedText();

  @Test
  void lineEndsOfWindowsAndOldMacsAreRead() {
    isRead(text.replace("\n", "\r\n"));
    isRead(text.replace("\n", "\r"));
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    isRead("\uFEFF" + text);
    isRead(CertificateReader.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), options()));
    isRead(
        CertificateReader.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE), options()));
    isRead(
        CertificateReader.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE), options()));
  }

  @Test
  void indentationAndTrailingSpacesAreSkipped() {
    isRead(text.replace("\n", " \t\n   "));
  }

  @Test
  void aMissingFinalLineEndIsNoHarm() {
    isRead(text.stripTrailing());
  }

  @Test
  void everythingOnOneLineIsRead() {
    isRead(text.replace('\n', ' '));
    isRead(text.replace("\n", "  "));
  }

  @Test
  void emptyLinesInsideABlockAreSkipped() {
    isRead(text.replace("\n", "\n\n"));
  }

  @Test
  void freeTextMayStandBeforeEachBlock() {
    String bag =
        """
        Bag Attributes
            localKeyID: 01 00 00 00
            1.3.6.1.4.1.311.17.3.20: 9E D3 D5 AE 59 ED 75 B8 B7 87 6D 7F 60 46 23 F4 01 BA E7 AA
            friendlyName: [IIS] era, (any host) @ 2021.4.6 21:29:54
        subject=/CN=a.example.com
        issuer=/C=US/O=Let's Encrypt/CN=R3
        """;
    String bags =
        "date=2026-11-24\n"
            + leaf.keyPem()
            + bag
            + leaf.certificatePem()
            + bag
            + issuer.certificatePem()
            + bag;
    isRead(bags);
    isRead(bags.replace('\n', ' '));
    assertThat(accepted(bag + text).header()).startsWith("Bag Attributes\nlocalKeyID: 01");
  }

  @Test
  void aMissingEndLineIsNoHarmWhereTheLengthTellsTheEnd() {
    isRepaired(text.replaceFirst("-----END PRIVATE KEY-----\n", ""));
    isRepaired(text.replaceFirst("-----END CERTIFICATE-----\n$", ""));
  }

  @Test
  void aMissingBeginLineIsNoHarmWhereTheLengthTellsTheEnd() {
    isRepaired(text.replaceFirst("-----BEGIN CERTIFICATE-----\n", ""));
  }

  @Test
  void aBlockThatIsCutOffIsRefusedWithItsBlockAndLine() {
    String cut = text.replaceFirst("[^\n]+\n-----END PRIVATE KEY-----\n", "");
    Finding finding = refused(read(cut), FindingCode.UNREADABLE_BLOCK);
    assertThat(finding.toString())
        .isEqualTo(
            "The block has no END line (block 1, PRIVATE KEY, line 2): copy the block again from"
                + " its source, whole.");
  }

  @Test
  void anEndLineAloneIsRefusedWithItsLine() {
    String[] lines = text.split("\n");
    lines[5] = "";
    lines[6] = "";
    Finding finding = refused(read(String.join("\n", lines)), FindingCode.UNREADABLE_BLOCK);
    assertThat(finding.what()).contains("no BEGIN line");
  }

  @Test
  void aStrayCharacterIsRefusedWithItsLine() {
    String[] lines = text.split("\n");
    lines[8] = lines[8].substring(0, 10) + "!" + lines[8].substring(11);
    Finding finding = refused(read(String.join("\n", lines)), FindingCode.UNREADABLE_BLOCK);
    assertThat(finding.place()).isEqualTo(new Place(null, 2, "CERTIFICATE", 9));
  }

  @Test
  void aLostLineIsRefused() {
    String[] lines = text.split("\n");
    lines[8] = "";
    Finding finding = refused(read(String.join("\n", lines)), FindingCode.UNREADABLE_BLOCK);
    assertThat(finding.place()).isEqualTo(new Place(null, 2, "CERTIFICATE", 6));
  }

  @Test
  void whatStandsWhereALabelShouldIsNeverQuoted() {
    String cut = leaf.keyPem().replaceFirst("-----\n", "\n").replaceFirst("\n.{60}", "\n");
    String secret = cut.lines().skip(1).findFirst().orElseThrow();
    Intake intake = read(cut + leaf.certificatePem());
    assertThat(intake).isInstanceOf(Intake.Refused.class);
    assertThat(intake.findings().toString()).doesNotContain(secret);
  }

  @Test
  void otherBlocksAreToleratedWithANotice() {
    String parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    Intake intake = read(parameters + text);
    assertThat(TestReading.codes(intake)).contains(FindingCode.EXTRA_BLOCK);
    assertThat(accepted(intake).first().leaf()).isEqualTo(leaf.certificate());
  }

  private void isRead(String given) {
    isRead(read(given));
  }

  @Test
  void aHeaderIsTakenOutOfWhatItIsWrappedIn() {
    hasHeader("> > date=2026-11-24\n> > acme=x\n> > ", "date=2026-11-24\nacme=x\n");
    hasHeader("{\"certificate_pem\":\"date=2026-11-24\\nacme=x\\n", "date=2026-11-24\nacme=x\n");
    hasHeader("TLS_KEY=\"", "");
    hasHeader("<html><body><pre class=\"cert\">", "");
    hasHeader("note=\"a\\nb\"\n", "note=\"a\\nb\"\n");
  }

  @Test
  void numbersOfAKeyAreNoHeader() {
    String printed =
        "Private-Key: (256 bit)\npriv:\n    6b:2c:aa:01:\n    17:2d\npub:\n    04:1f\n";
    Intake intake = read(printed + leaf.keyPem() + leaf.certificatePem());
    assertThat(accepted(intake).header()).isEqualTo("Private-Key: (256 bit)\npriv:\n\n\npub:\n");
    assertThat(TestReading.codes(intake)).contains(FindingCode.HEADER_CLEANED);
  }

  private void hasHeader(String before, String header) {
    String blocks = leaf.keyPem() + leaf.certificatePem();
    assertThat(accepted(before + blocks).header()).isEqualTo(header);
  }

  private void isRepaired(String given) {
    Intake intake = read(given);
    isRead(intake);
    assertThat(TestReading.codes(intake))
        .containsExactly(FindingCode.TEXT_PUT_RIGHT, FindingCode.ROOT_INCLUDED);
  }

  private void isRead(Intake intake) {
    assertThat(accepted(intake).storedText()).isEqualTo(expected);
  }
}
