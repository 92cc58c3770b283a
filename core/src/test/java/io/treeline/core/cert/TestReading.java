package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Reads at the tests' instant and looks at what came of it. */
final class TestReading {

  private TestReading() {}

  static ReadOptions options() {
    return ReadOptions.at(TestAuthority.NOW);
  }

  static Intake read(String text) {
    return CertificateReader.read(text, options());
  }

  static CertificateBundle accepted(String text) {
    return accepted(read(text));
  }

  static CertificateBundle accepted(Intake intake) {
    assertThat(intake).as(() -> intake.findings().toString()).isInstanceOf(Intake.Accepted.class);
    return ((Intake.Accepted) intake).bundle();
  }

  static Finding refused(Intake intake, FindingCode code) {
    assertThat(intake).as(() -> intake.findings().toString()).isInstanceOf(Intake.Refused.class);
    assertThat(codes(intake)).contains(code);
    assertThat(intake.findings().getFirst().severity()).isEqualTo(Severity.ERROR);
    return the(intake, code);
  }

  static Finding the(Intake intake, FindingCode code) {
    return intake.findings().stream()
        .filter(finding -> finding.code() == code)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + code + " among " + intake.findings()));
  }

  static List<FindingCode> codes(Intake intake) {
    return intake.findings().stream().map(Finding::code).toList();
  }
}
