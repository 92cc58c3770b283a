package io.treeline.acme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.treeline.core.name.DomainName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistentRecordTest {

  private static final URI ACCOUNT = URI.create("https://ca.example/acct/123");
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void itSaysWhatTheAuthorityLooksFor() {
    assertThat(record(false).recordName()).isEqualTo("_validation-persist.a.example.test");
    assertThat(record(false).value())
        .isEqualTo("authority.example; accounturi=https://ca.example/acct/123");
    assertThat(record(true).value())
        .isEqualTo("authority.example; accounturi=https://ca.example/acct/123; policy=wildcard");
    assertThat(record(true).whyNot(record(true).value(), NOW)).isNull();
    assertThat(record(false).whyNot(record(true).value(), NOW)).isNull();
  }

  @Test
  void aCertificateNeedsARecordForEachNameAndAWildcardOneThatHoldsForIt() {
    assertThat(
            PersistentRecord.of(
                List.of("a.test", "www.a.test", "*.a.test"), List.of("authority.example"), ACCOUNT))
        .extracting(PersistentRecord::recordName, PersistentRecord::value)
        .containsExactly(
            tuple(
                "_validation-persist.a.test",
                "authority.example; accounturi=https://ca.example/acct/123; policy=wildcard"),
            tuple(
                "_validation-persist.www.a.test",
                "authority.example; accounturi=https://ca.example/acct/123"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authority.example;accounturi=https://ca.example/acct/123 | ",
        "other.example ; accounturi = https://ca.example/acct/123 ; extra=x | ",
        "authority.example;ACCOUNTURI=https://ca.example/acct/123;persistUntil=4102444800 | ",
        "authority.example;accounturi=https://ca.example/acct/124 | it names another account",
        "authority.example | it names another account",
        "authority.example; | it is malformed",
        "authority.example;accounturi | it is malformed",
        "authority.example;accounturi=https://ca.example/acct/123;accounturi=x | it is malformed",
        "authority.example;accounturi=https://ca.example/acct/123;x=a b | it is malformed",
        "authority.example;accounturi=https://ca.example/acct/123;persistUntil=soon | it is malformed",
        "authority.example;accounturi=https://ca.example/acct/123;persistUntil=1 | it has expired",
        "third.example;accounturi=https://ca.example/acct/123 | it is another authority's"
      })
  void aValueAuthorisesOrItIsSaidWhyNot(String value, String why) {
    assertThat(record(false).whyNot(value, NOW)).isEqualTo(why);
  }

  @Test
  void aWildcardWantsItsPolicy() {
    String value = record(false).value();

    assertThat(record(true).whyNot(value, NOW)).isEqualTo("it does not hold for the wildcard");
    assertThat(record(true).whyNot(value + ";POLICY=Wildcard", NOW)).isNull();
    assertThat(record(false).whyNot(value + ";policy=unknown", NOW)).isNull();
  }

  @Test
  void itIsLookedForInTheDns(@TempDir Path directory) throws Exception {
    String zone =
        "_validation-persist.a IN TXT \"other.example; accounturi=https://ca.example/acct/9\"\n"
            + "_validation-persist.a IN TXT \"authority.example; \" \""
            + "accounturi=https://ca.example/acct/123\"\n"
            + "_validation-persist.b IN TXT \"authority.example; accounturi=https://x.example/1\"\n";
    try (Named named = Named.start(directory, zone)) {
      PersistentRecord.Sighting there = record(false).look(List.of(named.at()), NOW);
      assertThat(there.authorised()).isTrue();
      assertThat(there.values()).hasSize(2);
      assertThat(there.objection()).isNull();

      assertThat(record(true).look(List.of(named.at()), NOW).objection())
          .startsWith("No TXT record of _validation-persist.a.example.test authorises")
          .endsWith("; policy=wildcard\".");
      assertThat(of("b.example.test").look(List.of(named.at()), NOW).objection())
          .contains("it names another account");
      assertThat(of("c.example.test").look(List.of(named.at()), NOW).objection())
          .contains("it is not there: set it to \"authority.example; accounturi=");
      assertThat(of("a.broken.test").look(List.of(named.at()), NOW).objection())
          .contains("can't be looked up")
          .contains("SERVFAIL");
    }
  }

  private static PersistentRecord record(boolean wildcard) {
    return new PersistentRecord(
        DomainName.parse("a.example.test"),
        List.of("authority.example", "other.example"),
        ACCOUNT,
        wildcard);
  }

  private static PersistentRecord of(String name) {
    return new PersistentRecord(
        DomainName.parse(name), List.of("authority.example"), ACCOUNT, false);
  }
}
