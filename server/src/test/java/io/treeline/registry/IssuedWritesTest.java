package io.treeline.registry;

import static io.treeline.registry.House.NOW;
import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.tree.Domain;
import io.treeline.store.AcmeEventRow;
import io.treeline.store.AuditRow;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is issued goes in where it is wanted, and a person's change ends or starts automation. */
class IssuedWritesTest extends HouseTest {

  private static final Principal.Room ACME = new Principal.Room("acme");
  private static final String NAME = "a.example.com";

  @BeforeEach
  void enableOne() {
    house.add("example.com", NAME);
    house.set(NAME, "acme_enabled", "true");
  }

  @Test
  void anIssuedCertificateIsInForceAndMarkedAsAutomatic() {
    CertificateBundle issued = issue(NAME);

    CertificateView view = certificate();
    assertThat(view.source()).isEqualTo("acme");
    assertThat(view.by()).isEqualTo("treeline:acme");
    assertThat(Automation.of(view.bundle())).isNotNull();
    assertThat(view.bundle().header()).isEqualTo(issued.header());
    assertThat(events()).isEmpty();
  }

  @Test
  void aRenewalTakesThePlaceOfAnAutomaticOneAndNothingEnds() {
    issue(NAME);
    CertificateBundle next = issue(NAME);

    assertThat(certificate().bundle().leaf()).isEqualTo(next.first().leaf());
    assertThat(events()).isEmpty();
  }

  @Test
  void nothingIsStoredForADomainThatIsGoneOrDisabledOrRenamed() {
    CertificateBundle issued = automatic(NAME);
    long id = house.domain(NAME).id();
    house.set(NAME, "acme_enabled", null);
    assertThatThrownBy(() -> put(id, issued))
        .isInstanceOf(Refusal.Conflict.class)
        .hasMessageContaining("acme_enabled");

    house.set(NAME, "acme_enabled", "true");
    house.registry.rename(OWNER, name(NAME), name("b.example.com"), null);
    assertThatThrownBy(() -> put(id, issued))
        .isInstanceOf(Refusal.Conflict.class)
        .hasMessageContaining("b.example.com");

    house.registry.remove(OWNER, name("b.example.com"), false, null);
    assertThatThrownBy(() -> put(id, issued)).isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void whatAPersonPutInMeanwhileHolds() {
    house.put(NAME);
    long id = house.domain(NAME).id();
    assertThatThrownBy(() -> put(id, automatic(NAME)))
        .isInstanceOf(Refusal.Conflict.class)
        .hasMessageContaining("another certificate");
    assertThat(certificate().source()).isEqualTo("uploaded");
  }

  @Test
  void everyManualWayEndsTheAutomationOnce() {
    house.registry.createLocalAuthority(OWNER, false);
    Map<String, Runnable> ways = new HashMap<>();
    ways.put("put", () -> house.put(NAME));
    ways.put("set", () -> house.set(NAME, "certificate_pem", House.pem(NAME)));
    ways.put("import", () -> house.importLines(line(House.pem(NAME))));
    ways.put(
        "local-ca",
        () -> house.registry.issueLocally(OWNER, name(NAME), Duration.ofDays(30), KeyType.EC256));
    ways.put(
        "header left in place",
        () -> {
          String left = certificate().bundle().header();
          house.set(NAME, "certificate_pem", left + House.pem(NAME));
        });
    ways.forEach((way, act) -> {
      house.registry.clearCertificate(OWNER, name(NAME), null);
      issue(NAME);
      long before = ended();
      act.run();
      assertThat(ended()).as(way).isEqualTo(before + 1);
      assertThat(Automation.of(certificate().bundle())).as(way).isNull();
      act.run();
      assertThat(ended()).as(way + ", once more").isEqualTo(before + 1);
    });
    AcmeEventRow last = events().getFirst();
    assertThat(last.message()).contains("local:test").contains("not renewed");
    assertThat(last.domain()).isEqualTo(name(NAME));
    assertThat(audit()).anyMatch(row -> row.line().action().equals("automation.ended"));
  }

  @Test
  void theAutomaticTextItselfKeepsTheAutomation() {
    CertificateBundle issued = issue(NAME);

    house.set(NAME, "certificate_pem", issued.storedText());
    house.set(NAME, "certificate_pem", issued.publicText());
    house.importLines(line(issued.publicText()));
    house.importLines(house.export(OWNER).lines().toArray(String[]::new));

    assertThat(events()).isEmpty();
    assertThat(certificate().source()).isEqualTo("acme");
  }

  @Test
  void clearingStartsItAgainWhereItIsEnabled() {
    house.put(NAME);
    house.registry.clearCertificate(OWNER, name(NAME), null);
    assertThat(events()).extracting(AcmeEventRow::event).containsExactly("automation.started");
    house.put(NAME);
    house.importLines("{\"name\":\"" + NAME + "\",\"certificate_pem\":null}");
    assertThat(events()).hasSize(2);

    house.put("example.com");
    house.registry.clearCertificate(OWNER, name("example.com"), null);
    assertThat(events()).as("where it isn't enabled nothing starts").hasSize(2);
  }

  @Test
  void nothingEndsWhereItIsNotEnabled() {
    issue(NAME);
    house.set(NAME, "acme_enabled", "false");
    house.put(NAME);
    assertThat(events()).isEmpty();
  }

  @Test
  void aSettingOfTheSameChangeCounts() {
    issue(NAME);
    house.set(NAME, "acme_enabled", null);
    Map<String, @Nullable String> both = new HashMap<>();
    both.put("certificate_pem", null);
    both.put("acme_enabled", "true");
    house.registry.set(OWNER, name(NAME), both, null);
    assertThat(events()).extracting(AcmeEventRow::event).containsExactly("automation.started");
  }

  private CertificateBundle issue(String name) {
    CertificateBundle issued = automatic(name);
    put(house.domain(name).id(), issued);
    return issued;
  }

  private void put(long domainId, CertificateBundle issued) {
    PutOutcome outcome = house.registry.putIssued(ACME, domainId, issued);
    assertThat(outcome.stored()).isTrue();
  }

  private static CertificateBundle automatic(String name) {
    CertifiedKey pair = SelfSigned.create(name(name), Duration.ofDays(90), KeyType.EC256, NOW);
    Automation mark =
        new Automation(
            "https://ca.example/dir",
            LocalDate.ofInstant(NOW, ZoneOffset.UTC),
            NOW.plus(Duration.ofDays(60)),
            pair.leafSha256());
    return new CertificateBundle(mark.header(), List.of(pair));
  }

  private static String line(String pem) {
    return "{\"name\":\"" + NAME + "\",\"certificate_pem\":\"" + pem.replace("\n", "\\n") + "\"}";
  }

  private CertificateView certificate() {
    Domain domain = house.domain(NAME);
    return Objects.requireNonNull(
        house.registry.show(OWNER, domain.name()).certificate(), "no certificate");
  }

  private long ended() {
    return events().stream().filter(row -> row.event().equals("automation.ended")).count();
  }

  private List<AcmeEventRow> events() {
    return house.store.read(read -> read.acmeEvents(0, Long.MAX_VALUE, 1_000));
  }

  private List<AuditRow> audit() {
    return house.store.read(read -> read.auditLines(1, 1_000));
  }
}
