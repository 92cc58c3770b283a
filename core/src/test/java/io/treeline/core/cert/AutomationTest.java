package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AutomationTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final DomainName NAME = DomainName.parse("a.example.com");
  private static final CertifiedKey PAIR = pair();
  private static final Automation MARK =
      new Automation(
          "https://acme-v02.api.letsencrypt.org/directory",
          LocalDate.parse("2026-11-25"),
          Instant.parse("2027-01-24T12:00:00Z"),
          PAIR.leafSha256());

  @Test
  void aHeaderIsOneKeyAndValueALine() {
    assertThat(MARK.header())
        .isEqualTo(
            "acme=https://acme-v02.api.letsencrypt.org/directory\ndate=2026-11-25\n"
                + "renew-after=2027-01-24T12:00:00Z\nleaf-sha256="
                + PAIR.leafSha256()
                + "\n");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(Automation.of(MARK.header(), PAIR.leafSha256())).isEqualTo(MARK);
  }

  @Test
  void itSurvivesTheWayOfEveryText() {
    String stored = new CertificateBundle(MARK.header(), List.of(PAIR)).storedText();
    for (String text : List.of(stored, stored.replace("\n", "\r\n"), "# kept\n" + stored)) {
      assertThat(Automation.of(read(text))).as(text.substring(0, 20)).isEqualTo(MARK);
    }
  }

  @Test
  void aHeaderThatWasLeftBeforeAnotherCertificateMarksNothing() {
    String pasted = new CertificateBundle(MARK.header(), List.of(pair())).storedText();
    assertThat(Automation.of(read(pasted))).isNull();
  }

  @Test
  void withoutTheAuthorityOrTheLeafNothingIsMarked() {
    Fingerprint leaf = PAIR.leafSha256();
    assertThat(Automation.of("", leaf)).isNull();
    assertThat(Automation.of("date=2026-11-25\nleaf-sha256=" + leaf + "\n", leaf)).isNull();
    assertThat(Automation.of("acme=https://ca.example/dir\n", leaf)).isNull();
    assertThat(Automation.of("acme=\nleaf-sha256=" + leaf + "\n", leaf)).isNull();
  }

  @Test
  void aSpoiltDateLeavesTheRestAsItIs() {
    String spoilt =
        MARK.header().replace("2026-11-25", "yesterday").replace("2027-01-24T12:00:00Z", "soon");
    Automation read = Objects.requireNonNull(Automation.of(spoilt, PAIR.leafSha256()));
    assertThat(read.date()).isNull();
    assertThat(read.renewAfter()).isNull();
    assertThat(read.directory()).isEqualTo(MARK.directory());
  }

  private static CertifiedKey pair() {
    return SelfSigned.create(NAME, Duration.ofDays(90), KeyType.EC256, NOW);
  }

  private static PublicBundle read(String text) {
    NamedInput input = new NamedInput("test", text.getBytes(StandardCharsets.UTF_8));
    Intake intake = CertificateReader.merge(List.of(input), ReadOptions.at(NOW).forName(NAME));
    return ((Intake.Accepted) intake).bundle().publicPart();
  }
}
