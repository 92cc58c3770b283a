package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.read;
import static io.treeline.core.cert.TestReading.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.treeline.core.cert.TestAuthority.Issued;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Inputs of the largest size that are made to cost much. */
class HostileInputTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void thousandsOfBeginLinesAreRefusedWithFewFindings() {
    Intake intake = within(filled("-----BEGIN A-----\n"));
    assertThat(intake.findings()).hasSizeLessThanOrEqualTo(300);
    refused(intake, FindingCode.UNREADABLE_BLOCK);
  }

  @Test
  void thousandsOfEndLinesAreRefused() {
    refused(within(filled("-----END A-----\n")), FindingCode.UNREADABLE_BLOCK);
  }

  @Test
  void thousandsOfEmptyBlocksAreRefused() {
    refused(within(filled("-----BEGIN A-----\n-----END A-----\n")), FindingCode.NOTHING_FOUND);
  }

  @Test
  void thousandsOfKeyLinesAreRefused() {
    refused(within(filled("key sha256=" + "0".repeat(64) + "\n")), FindingCode.NOTHING_FOUND);
  }

  @Test
  void spacesAndDigitsAlikeAreRefused() {
    refused(within(filled(" ")), FindingCode.NOTHING_FOUND);
    refused(within(filled("0")), FindingCode.NOTHING_FOUND);
    refused(
        within("-----BEGIN A-----Proc-Type:" + filled(" ").substring(100)),
        FindingCode.UNREADABLE_BLOCK);
  }

  @Test
  void hundredsOfIssuersOfOneNameEndInAnAnswer() {
    Issued first = TestAuthority.root("Same").selfSigned();
    Issued leaf = TestAuthority.leaf("a").withoutKeyIds().by(first);
    KeyPair keys = TestAuthority.ec();
    StringBuilder text = new StringBuilder(leaf.keyPem() + leaf.certificatePem());
    while (text.length() < 200_000) {
      text.append(TestAuthority.root("Same").keys(keys).withoutKeyIds().by(first).certificatePem());
    }
    TestReading.accepted(within(text.toString()));
  }

  private static Intake within(String text) {
    return assertTimeoutPreemptively(LIMIT, () -> read(text));
  }

  private static String filled(String part) {
    return part.repeat(CertificateReader.MAX_OCTETS / part.length());
  }
}
