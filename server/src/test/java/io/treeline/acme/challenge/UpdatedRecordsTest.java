package io.treeline.acme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.config.DnsAnswers;
import io.treeline.config.HostPort;
import io.treeline.config.SecretSource;
import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import io.treeline.core.name.DomainName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dynamic updates, taken by BIND. */
class UpdatedRecordsTest {

  private static final String ZONE =
      """
      _acme-challenge.alias IN CNAME alias.example.test.other.test.
      _acme-challenge.chain IN CNAME chain1
      chain1 IN CNAME _acme-challenge.end.other.test.
      _acme-challenge.circle IN CNAME circle1
      circle1 IN CNAME _acme-challenge.circle
      deep.er IN A 127.0.0.1
      """;

  @TempDir private static Path directory;
  private static Named named;

  @BeforeAll
  static void start() throws Exception {
    named = Named.start(directory, ZONE);
  }

  @AfterAll
  static void stop() {
    if (named != null) {
      named.close();
    }
  }

  @Test
  void answersAreFoundWhileTheServerStops() {
    // What the library would close in a hook of its own fails whoever asks from then on, and an
    // order that comes to the end of its step asks.
    assertThat(Nameserver.of(new HostPort("127.0.0.1", 53)).whyUnusable()).isNull();
    assertThat(System.getProperty("dnsjava.nio.register_shutdown_hook")).isEqualTo("false");
  }

  @Test
  void severalValuesStandAtOneNameAndEachGoesAlone() throws Exception {
    TxtRecords records = records(Named.KEY, Named.SECRET, null);
    Dns01 base = new Dns01(DomainName.parse("a.example.test"), "base");
    Dns01 wildcard = new Dns01(DomainName.parse("a.example.test"), "wildcard");

    records.add(List.of(base, wildcard));
    assertThat(named.texts("_acme-challenge.a.example.test"))
        .containsExactlyInAnyOrder("base", "wildcard");
    records.add(List.of(base));
    assertThat(named.texts("_acme-challenge.a.example.test")).hasSize(2);

    records.remove(base);
    assertThat(named.texts("_acme-challenge.a.example.test")).containsExactly("wildcard");
    records.remove(base);
    records.remove(wildcard);
    assertThat(named.texts("_acme-challenge.a.example.test")).isEmpty();
  }

  @Test
  void theZoneIsFoundWhereNoneIsConfigured() throws Exception {
    TxtRecords records = records(Named.KEY, Named.SECRET, null);
    List<Dns01> both =
        List.of(
            new Dns01(DomainName.parse("x.y.z.other.test"), "deep"),
            new Dns01(DomainName.parse("example.test"), "at the top"));

    records.add(both);

    assertThat(named.texts("_acme-challenge.x.y.z.other.test")).containsExactly("deep");
    assertThat(named.texts("_acme-challenge.example.test")).containsExactly("at the top");
    for (Dns01 each : both) {
      records.remove(each);
    }
    assertThat(named.texts("_acme-challenge.example.test")).isEmpty();
  }

  @Test
  void anAliasIsFollowedToWhereItPoints() throws Exception {
    TxtRecords records = records(Named.KEY, Named.SECRET, null);
    Dns01 once = new Dns01(DomainName.parse("alias.example.test"), "once");
    Dns01 twice = new Dns01(DomainName.parse("chain.example.test"), "twice");

    records.add(List.of(once, twice));

    assertThat(named.texts("alias.example.test.other.test")).containsExactly("once");
    assertThat(named.texts("_acme-challenge.end.other.test")).containsExactly("twice");
    records.remove(once);
    records.remove(twice);
    assertThat(named.texts("alias.example.test.other.test")).isEmpty();
  }

  @Test
  void aCircleOfAliasesIsTold() {
    assertThat(failure(records(Named.KEY, Named.SECRET, null), "circle.example.test"))
        .contains("lead in a circle");
  }

  @Test
  void aNameThatTheServerHasNoZoneForIsTold() {
    assertThat(failure(records(Named.KEY, Named.SECRET, null), "a.nowhere.org"))
        .contains("has no zone for _acme-challenge.a.nowhere.org")
        .contains(named.at().toString());
  }

  @Test
  void aRecordOutsideTheConfiguredZoneIsTold() {
    assertThat(failure(records(Named.KEY, Named.SECRET, "other.test"), "a.example.test"))
        .contains("is outside the zone other.test");
  }

  @Test
  void aZoneThatTheKeyMayNotChangeIsTold() {
    assertThat(failure(records(Named.KEY, Named.SECRET, null), "a.frozen.test"))
        .contains("does not let the TSIG key treeline change frozen.test");
    assertThat(failure(records("another", Named.SECRET, null), "a.example.test"))
        .contains("does not let the TSIG key another change example.test");
  }

  @Test
  void aWrongKeyIsToldWithoutItsSecret() {
    String wrong = "d3JvbmcgYnV0IG9mIHRoZSByaWdodCBmb3JtLi4uLi4=";
    assertThat(failure(records(Named.KEY, wrong, null), "a.example.test"))
        .contains("does not accept the TSIG key treeline (BADSIG)")
        .doesNotContain(wrong);
    assertThat(failure(records("unknown", Named.SECRET, null), "a.example.test"))
        .contains("does not accept the TSIG key unknown (BADKEY)");
    assertThat(failure(records(Named.KEY, "no base 64!", null), "a.example.test"))
        .contains("has to be Base64")
        .doesNotContain("no base 64!");
    assertThat(failure(records(Named.KEY, "", null), "a.example.test")).contains("DNS_SECRET");
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    DnsAnswers.Update how = how("treeline", new HostPort("127.0.0.1", 9), "example.test");
    TxtRecords records =
        new UpdatedRecords(how, named.resolving(), Map.of("DNS_SECRET", Named.SECRET));

    assertThat(failure(records, "a.example.test"))
        .contains("127.0.0.1:9 did not answer to an update of example.test");
  }

  @Test
  void aNameTooLongForItsRecordIsTold() {
    String name = ("a".repeat(60) + ".").repeat(4).substring(0, 240);

    assertThat(failure(records(Named.KEY, Named.SECRET, null), name)).contains("is too long");
  }

  private static String failure(TxtRecords records, String name) {
    Dns01 record = new Dns01(DomainName.parse(name), "value");
    Throwable[] failure = new Throwable[1];
    assertThatThrownBy(() -> records.add(List.of(record)))
        .isInstanceOf(ChallengeException.class)
        .satisfies(thrown -> failure[0] = thrown);
    return String.valueOf(failure[0].getMessage());
  }

  private static TxtRecords records(String key, String secret, @Nullable String zone) {
    return new UpdatedRecords(
        how(key, named.at(), zone), named.resolving(), Map.of("DNS_SECRET", secret));
  }

  private static DnsAnswers.Update how(String key, HostPort server, @Nullable String zone) {
    return new DnsAnswers.Update(
        server,
        zone == null ? null : DomainName.parse(zone),
        DomainName.parse(key),
        "hmac-sha256",
        new SecretSource.Environment("DNS_SECRET"));
  }
}
