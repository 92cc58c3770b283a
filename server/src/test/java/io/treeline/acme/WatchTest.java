package io.treeline.acme;

import static io.treeline.registry.House.NOW;
import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.access.Principal;
import io.treeline.config.Acme;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.registry.HouseTest;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AcmeEventRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of the tree is a change of the plan. */
class WatchTest extends HouseTest {

  private static final String NAME = "a.example.com";
  private static final String DIRECTORY = "https://ca.example/dir";

  private final RecordedState state = new RecordedState();
  private Watch watch;

  @BeforeEach
  void addOne() {
    watch = newWatch();
    look();
    house.add("example.com", NAME);
    house.set("example.com", "acme_account_email", "ops@example.com");
  }

  private Watch newWatch() {
    return new Watch(
        house.store, house.feed, DIRECTORY::equals, new IssuanceReports(state), () -> house.now);
  }

  @Test
  void aDomainThatIsEnabledIsDueAtOnce() {
    look();
    assertThat(row(NAME)).isNull();
    enable();
    AcmeDomainRow row = known();
    assertThat(row.status()).isEqualTo("due");
    assertThat(row.nextAt()).isEqualTo(NOW);
    assertThat(row.asked()).isEqualTo("a.example.com, *.a.example.com (ec256)");
    assertThat(events()).containsExactly("automation.on");
    assertThat(state.found()).isEmpty();
  }

  @Test
  void theStatusOfOneSaysWhatIsLeftOfTheLimits() {
    enable();
    Acme acme =
        new Acme(
            List.of(Acme.DEFAULT_DIRECTORY),
            null,
            true,
            null,
            null,
            Acme.AccountPer.EMAIL,
            null,
            List.of(),
            List.of());
    Issuance issuance = new Issuance(house.store, house.feed, acme, null, null, () -> house.now);
    assertThat(issuance.status(OWNER, name(NAME)).budget())
        .extracting(each -> each.left() + " of " + each.limit())
        .contains(
            "300 of 300 orders in 3 hours for an account",
            "50 of 50 certificates in 7 days below example.com",
            "5 of 5 certificates in 7 days for the same names",
            "5 of 5 failed validations in an hour for a.example.com");
    assertThat(issuance.statuses(OWNER, null, 10))
        .singleElement()
        .satisfies(status -> assertThat(status.budget()).isEmpty());
  }

  @Test
  void aDisabledOrRemovedOneLeavesThePlanAtOnceAndItsOrderIsDropped() {
    enable();
    house.set(NAME, "acme_enabled", null);
    assertThat(look()).containsExactly(house.domain(NAME).id());
    assertThat(known().status()).isEqualTo("off");
    assertThat(known().nextAt()).isNull();

    enable();
    long id = house.domain(NAME).id();
    house.registry.remove(OWNER, name(NAME), false, null);
    assertThat(look()).containsExactly(id);
    assertThat(house.store.<@Nullable AcmeDomainRow>read(read -> read.acmeDomain(id))).isNull();
  }

  @Test
  void withoutAnEmailNothingIsPlannedUntilOneIsSetAnywhereAbove() {
    house.set("example.com", "acme_account_email", null);
    enable();
    assertThat(known().status()).isEqualTo("no-email");
    assertThat(known().nextAt()).isNull();
    assertThat(state.found()).containsExactly("acme-no-email a.example.com");

    house.set("platform.local", "acme_account_email", "ops@platform.example");
    look();
    assertThat(known().status()).isEqualTo("due");
    assertThat(state.found()).isEmpty();
    assertThat(events()).containsExactly("automation.on", "automation.no-email");
  }

  @Test
  void aMoveBelowAnotherParentCounts() {
    house.add("example.net");
    house.registry.remove(OWNER, name(NAME), false, null);
    house.add("b.test");
    house.set("b.test", "acme_enabled", "true");
    look();
    assertThat(Objects.requireNonNull(row("b.test")).status()).isEqualTo("no-email");
    house.set("platform.local", "acme_account_email", "ops@platform.example");
    look();
    assertThat(Objects.requireNonNull(row("b.test")).status()).isEqualTo("due");
  }

  @Test
  void aManualCertificateIsLeftAloneAndSaidSo() {
    house.put(NAME);
    enable();
    assertThat(known().status()).isEqualTo("manual");
    assertThat(known().nextAt()).isNull();
    assertThat(state.found()).containsExactly("acme-manual a.example.com");

    house.registry.clearCertificate(OWNER, name(NAME), null);
    look();
    assertThat(known().status()).isEqualTo("due");
    assertThat(state.found()).isEmpty();
  }

  @Test
  void whatWasIssuedIsRenewedInTimeAndItsAuthorityIsAskedIfItIsOneOfOurs() {
    enable();
    issue(DIRECTORY);
    AcmeDomainRow row = known();
    assertThat(row.status()).isEqualTo("valid");
    assertThat(row.nextAt())
        .isBetween(NOW.plus(Duration.ofDays(54)), NOW.plus(Duration.ofDays(66)));
    assertThat(row.askAt()).isBetween(NOW, NOW.plus(Duration.ofHours(12)));

    issue("https://elsewhere.example/dir");
    assertThat(known().status()).isEqualTo("valid");
    assertThat(known().askAt()).as("a header alone has nobody asked").isNull();
  }

  @Test
  void aPasteOverItEndsThePlan() {
    enable();
    issue(DIRECTORY);
    house.put(NAME);
    look();
    assertThat(known().status()).isEqualTo("manual");
    assertThat(known().nextAt()).isNull();
    assertThat(known().askAt()).isNull();
  }

  @Test
  void otherNamesOrKindsOfKeyAreOrderedAtOnceAndBackAgainIsFulfilled() {
    enable();
    issue(DIRECTORY);
    house.now = NOW.plusSeconds(60);
    house.set(NAME, "acme_subdomains", "*,*.www");
    look();
    assertThat(known().status()).isEqualTo("due");
    house.set(NAME, "acme_subdomains", "*");
    look();
    assertThat(known().status()).isEqualTo("valid");
    for (String kinds : List.of("ec384", "ec256,rsa2048", "rsa2048")) {
      house.set("example.com", "acme_key_types", kinds);
      look();
      assertThat(known().status()).as(kinds).isEqualTo("due");
    }
    house.set("example.com", "acme_key_types", null);
    look();
    assertThat(known().status()).isEqualTo("valid");
  }

  @Test
  void anotherNameIsOrderedAtOnce() {
    enable();
    issue(DIRECTORY);
    house.registry.rename(OWNER, name(NAME), name("b.example.com"), null);
    look();
    AcmeDomainRow row = Objects.requireNonNull(row("b.example.com"));
    assertThat(row.status()).isEqualTo("due");
    assertThat(row.asked()).startsWith("b.example.com,");
  }

  @Test
  void anotherProfileIsOrderedAtOnceWhereItIsSetAndElsewhereAtTheNextRenewal() {
    enable();
    issue(DIRECTORY);
    house.set("example.com", "acme_profile", "shortlived");
    look();
    assertThat(known().status()).isEqualTo("valid");
    house.set(NAME, "acme_preferred_chain", "ISRG Root X1");
    look();
    assertThat(known().status()).isEqualTo("due");
  }

  @Test
  void aFailureIsReportedAndAnyChangeOfItsSettingsHasItTriedAtOnce() {
    enable();
    fail(3, NOW.plus(Duration.ofMinutes(100)));
    house.set(NAME, "hsts_max_age", "1");
    look();
    assertThat(known().failures()).isEqualTo(3);
    house.set("platform.local", "acme_challenge", "dns-01");
    look();
    assertThat(known().status()).isEqualTo("due");
    assertThat(known().failures()).isZero();
    fail(1, NOW.plusSeconds(60));
    house.set(NAME, "acme_preflight", "false");
    look();
    assertThat(known().nextAt()).isEqualTo(NOW);
  }

  @Test
  void afterARestartOnlyWhatChangedMeanwhileIsTouched() {
    enable();
    fail(3, NOW.plus(Duration.ofMinutes(100)));
    AcmeDomainRow failing = known();
    house.add("c.example.com");
    house.set("c.example.com", "acme_enabled", "true");
    RecordedState anew = new RecordedState();
    watch =
        new Watch(
            house.store, house.feed, DIRECTORY::equals, new IssuanceReports(anew), () -> house.now);
    long before = house.feed.live().change();
    look();
    assertThat(known()).isEqualTo(failing);
    assertThat(Objects.requireNonNull(row("c.example.com")).status()).isEqualTo("due");
    assertThat(anew.found()).containsExactly("acme-failed a.example.com");
    assertThat(house.store.<Long>read(read -> read.lastChange())).isEqualTo(before + 1);
    look();
    assertThat(house.store.<Long>read(read -> read.lastChange())).isEqualTo(before + 1);
  }

  private void enable() {
    house.set(NAME, "acme_enabled", "true");
    house.set(NAME, "acme_subdomains", "*");
    look();
  }

  private Set<Long> look() {
    return watch.look();
  }

  private void issue(String directory) {
    CertifiedKey pair = SelfSigned.create(name(NAME), Duration.ofDays(90), KeyType.EC256, NOW);
    Instant renewAfter = NOW.plus(Duration.ofDays(60));
    LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    Automation mark = new Automation(directory, today, renewAfter, pair.leafSha256());
    house.registry.putIssued(
        new Principal.Room("acme"),
        house.domain(NAME).id(),
        new CertificateBundle(mark.header(), List.of(pair)));
    look();
  }

  private void fail(int failures, Instant next) {
    String trouble = TroubleText.write(new Trouble("challenge", "No.", "Look.", null));
    house.store.change(write ->
        write.putAcmeDomain(known().standing("retrying", next).failing(failures, trouble, NOW)));
  }

  private AcmeDomainRow known() {
    return Objects.requireNonNull(row(NAME), "nothing is remembered");
  }

  private @Nullable AcmeDomainRow row(String name) {
    long id = house.domain(name).id();
    return house.store.<@Nullable AcmeDomainRow>read(read -> read.acmeDomain(id));
  }

  /** Newest first. */
  private List<String> events() {
    return house
        .store
        .<List<AcmeEventRow>>read(read -> read.acmeEvents(0, Long.MAX_VALUE, 100))
        .stream()
        .map(AcmeEventRow::event)
        .toList();
  }
}
