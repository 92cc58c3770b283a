package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FindingCodeTest {

  @Test
  void codesAreInKebabCaseAndHaveAMeaning() {
    assertThat(FindingCode.KEY_MISMATCH.text()).isEqualTo("key-mismatch");
    assertThat(FindingCode.values())
        .allSatisfy(code -> assertThat(code.text()).matches("[a-z0-9]+(-[a-z0-9]+)*"))
        .allSatisfy(code -> assertThat(code.meaning()).endsWith("."));
  }

  @Test
  void theWorstComeFirst() {
    assertThat(Arrays.stream(FindingCode.values()).map(FindingCode::severity)).isSorted();
  }

  @Test
  void aFindingIsOneSentence() {
    Finding finding =
        new Finding(
            FindingCode.EXPIRED,
            new Place("a.crt", 2, "CERTIFICATE", 31),
            "It expired",
            "renew it");
    assertThat(finding)
        .hasToString("It expired (block 2, CERTIFICATE, line 31 of a.crt): renew it.");
    assertThat(new Finding(FindingCode.NO_KEY, Place.WHOLE, "No key", "add it"))
        .hasToString("No key: add it.");
  }
}
