package io.treeline.acme.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PublicSuffixListTest {

  private static final Pattern VECTOR =
      Pattern.compile("checkPublicSuffix\\('([^']+)', (?:null|'([^']+)')\\);");

  @Test
  void theListsOwnVectorsHold() throws IOException {
    int checked = 0;
    for (String line : vectors()) {
      Matcher vector = VECTOR.matcher(line);
      if (!vector.matches() || vector.group(1).startsWith(".")) {
        continue; // a name with a leading dot is refused before it gets here
      }
      String expected = vector.group(2) == null ? null : DomainName.parse(vector.group(2)).text();
      String name = DomainName.parse(vector.group(1)).text();
      assertThat(PublicSuffixList.supplied().registeredDomain(name)).as(line).isEqualTo(expected);
      checked++;
    }
    assertThat(checked).isGreaterThan(70);
  }

  @Test
  void bothSectionsCount() {
    assertThat(PublicSuffixList.supplied().registeredDomain("a.b.github.io"))
        .isEqualTo("b.github.io");
    assertThat(PublicSuffixList.supplied().registeredDomain("a.b.co.uk")).isEqualTo("b.co.uk");
  }

  @Test
  void everyRuleIsTaken() {
    assertThat(PublicSuffixList.supplied().size()).isGreaterThan(10_000);
  }

  @Test
  void commentsBlanksAndWhatFollowsARuleAreSkipped() throws IOException {
    PublicSuffixList list =
        PublicSuffixList.read(
            new BufferedReader(new StringReader("// c\n\ncom  // x\n*.ck\n!www.ck\n")));
    assertThat(list.size()).isEqualTo(3);
    assertThat(list.registeredDomain("a.b.com")).isEqualTo("b.com");
    assertThat(list.registeredDomain("a.www.ck")).isEqualTo("www.ck");
    assertThat(list.registeredDomain("b.ck")).isNull();
  }

  @Test
  void aNameUnderAnUnknownSuffixIsRegisteredUnderItsLastLabel() {
    assertThat(PublicSuffixList.supplied().registeredDomain("a.platform.local"))
        .isEqualTo("platform.local");
    assertThat(PublicSuffixList.supplied().registeredDomain("_u.a.example.com"))
        .isEqualTo("example.com");
  }

  private static List<String> vectors() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PublicSuffixListTest.class.getResourceAsStream("test_psl.txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
