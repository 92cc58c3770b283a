package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import org.junit.jupiter.api.Test;

class CoveredNamesTest {

  private final CoveredNames names =
      CoveredNames.of(
          TestAuthority.leaf("a.example.com")
              .san("*.Example.ORG", "_sip.example.net")
              .ip("192.0.2.1")
              .selfSigned()
              .certificate());

  @Test
  void aNameOfTheSanIsCovered() {
    assertThat(covers("a.example.com")).isTrue();
    assertThat(covers("_sip.example.net")).isTrue();
    assertThat(covers("b.example.com")).isFalse();
  }

  @Test
  void aWildcardCoversOneLabelOnly() {
    assertThat(covers("x.example.org")).isTrue();
    assertThat(covers("example.org")).isFalse();
    assertThat(covers("y.x.example.org")).isFalse();
  }

  @Test
  void namesAreTextsInLowerCaseWithoutAddresses() {
    assertThat(names.texts()).containsExactly("a.example.com", "*.example.org", "_sip.example.net");
  }

  @Test
  void theSubjectsCommonNameCountsForNothing() {
    CoveredNames none =
        CoveredNames.of(
            TestAuthority.leaf("a.example.com").withoutSan().selfSigned().certificate());
    assertThat(none.texts()).isEmpty();
    assertThat(none.covers(DomainName.parse("a.example.com"))).isFalse();
  }

  private boolean covers(String name) {
    return names.covers(DomainName.parse(name));
  }
}
