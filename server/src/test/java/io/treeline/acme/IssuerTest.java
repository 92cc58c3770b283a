package io.treeline.acme;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.treeline.access.Refusal;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.RenewalName;
import io.treeline.registry.CertificateView;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop, at a real authority. */
class IssuerTest {

  private static final String NAME = "a.example.com";

  @TempDir private Path directory;

  private Pebble pebble;
  private IssuerHouse issuing;

  @BeforeEach
  void open() {
    pebble = Pebble.start(directory.resolve("pebble"), new Pebble.Behaviour());
    issuing = house(pebble.directoryUrl());
  }

  private IssuerHouse house(URI... directories) {
    return new IssuerHouse(
        directory.resolve("data"), pebble.httpPort(), pebble.caFile(), directories);
  }

  @AfterEach
  void close() {
    if (issuing != null) {
      issuing.close();
    }
    if (pebble != null) {
      pebble.close();
    }
  }

  @Test
  void untilADomainIsEnabledNoAuthorityIsAskedAnything() {
    issuing.answering().start();
    issuing.house.add(NAME);
    issuing.house.put(NAME);
    issuing.later(Duration.ofDays(3));
    issuing.house.set(NAME, "acme_subdomains", "www");
    issuing.restart();
    assertThat(issuing.ordersMade).hasValue(0);
    assertThat(issuing.timesAsked).hasValue(0);
    assertThat(issuing.events(NAME)).isEmpty();
  }

  @Test
  void whatIsEnabledIsIssuedMarkedAndRenewedInTime() {
    issuing.answering().start();
    issuing.enable(NAME);
    CertificateView first = issuing.awaitIssued(NAME, null);

    Automation mark = Objects.requireNonNull(Automation.of(first.bundle()));
    assertThat(mark.directory()).isEqualTo(pebble.directoryUrl().toString());
    assertThat(mark.renewAfter()).isEqualTo(issuing.row(NAME).nextAt());
    assertThat(issuing.events(NAME))
        .containsExactly("automation.on", "order.begun", "certificate.issued");
    assertThat(issuing.state.found()).isEmpty();
    IssuanceStatus status = issuing.issuance().status(OWNER, name(NAME));
    assertThat(status.status()).isEqualTo("valid");
    assertThat(status.email()).isEqualTo("ops@example.com");
    assertThat(status.notAfter()).isEqualTo(first.bundle().notAfter());

    issuing.later(Duration.ofDays(68));
    CertificateView second = issuing.awaitIssued(NAME, first);
    assertThat(second.bundle().leaf().getPublicKey())
        .isNotEqualTo(first.bundle().leaf().getPublicKey());
    assertThat(pebble.orders()).isEqualTo(2);
  }

  @Test
  void afterAPasteNothingIsOrderedEverAndClearingStartsItAgain() {
    issuing.answering().start();
    issuing.enable(NAME);
    CertificateView issued = issuing.awaitIssued(NAME, null);
    issuing.house.put(NAME);
    issuing.awaitStatus(NAME, "manual");
    assertThat(issuing.state.found()).containsExactly("acme-manual a.example.com");

    issuing.later(Duration.ofDays(365));
    issuing.enable("b.example.com");
    issuing.awaitIssued("b.example.com", null);
    assertThat(issuing.events(NAME)).containsOnlyOnce("order.begun");
    assertThatThrownBy(() -> issuing.issuance().issueNow(OWNER, name(NAME)))
        .isInstanceOf(Refusal.Conflict.class)
        .hasMessageContaining("put in by hand");

    issuing.house.registry.clearCertificate(OWNER, name(NAME), null);
    issuing.awaitIssued(NAME, issued);
    assertThat(issuing.state.found()).isEmpty();
    assertThat(issuing.events(NAME)).contains("automation.ended", "automation.started");
  }

  @Test
  void anOrderThatEndedWhileNobodyWasHereIsMadeAnewWithinTheLimitsAndIsNoFailure()
      throws Exception {
    try (Gate gate = new Gate(pebble);
        IssuerHouse issuing =
            new IssuerHouse(
                directory.resolve("ended"),
                pebble.httpPort(),
                gate.caFile(),
                gate.directoryUrl())) {
      gate.rule(path -> path.startsWith("/chalZ") ? new Gate.Verdict.LoseRequest() : Gate.PASS);
      issuing.answering().start();
      issuing.enable(NAME);
      issuing.awaitStatus(NAME, "waiting");
      String invalid =
          "{\"status\":\"invalid\",\"authorizations\":[],"
              + "\"identifiers\":[{\"type\":\"dns\",\"value\":\"%s\"}]}".formatted(NAME);
      AtomicInteger looks = new AtomicInteger();
      gate.rule(path ->
          path.startsWith("/my-order") && looks.getAndIncrement() == 0
              ? new Gate.Verdict.Answer(200, Map.of("Content-Type", "application/json"), invalid)
              : Gate.PASS);
      issuing.restart();
      issuing.later(Duration.ofMinutes(2));

      issuing.awaitIssued(NAME, null);
      assertThat(issuing.row(NAME).failures()).isZero();
      assertThat(issuing.events(NAME))
          .containsSubsequence(
              "order.begun", "order.waiting", "order.ended", "order.begun", "certificate.issued")
          .doesNotContain("order.failed");
      assertThat(pebble.orders()).isEqualTo(2);
    }
  }

  @Test
  void aDisabledAndARemovedDomainLeaveThePlanWithTheirOrders() {
    issuing.start();
    issuing.enable(NAME, "b.example.com");
    issuing.awaitStatus(NAME, "retrying");
    issuing.awaitStatus("b.example.com", "retrying");
    assertThat(issuing.state.found())
        .containsExactly("acme-failed a.example.com", "acme-failed b.example.com");

    issuing.house.set(NAME, "acme_enabled", null);
    issuing.house.registry.remove(OWNER, name("b.example.com"), false, null);
    issuing.awaitStatus(NAME, "off");
    await().until(() -> issuing.state.found().isEmpty());
    long orders = pebble.orders();
    issuing.later(Duration.ofDays(30));
    issuing.enable("c.example.com");
    issuing.awaitStatus("c.example.com", "retrying");
    assertThat(pebble.orders()).isEqualTo(orders + 1);
  }

  @Test
  void aFailureIsSaidInPlainWordsAndTriedAgainLaterAndLater() {
    issuing.start();
    issuing.enable(NAME);
    issuing.awaitStatus(NAME, "retrying");
    IssuanceStatus status = issuing.issuance().status(OWNER, name(NAME));
    assertThat(status.failures()).isEqualTo(1);
    Trouble trouble = Objects.requireNonNull(status.trouble());
    assertThat(trouble.problem()).contains("urn:ietf:params:acme:error");
    assertThat(Duration.between(issuing.now(), status.nextAttempt()))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(70));
    assertThat(issuing.state.only("acme-failed").reason()).contains(trouble.sentence());

    issuing.later(Duration.ofSeconds(70));
    await().atMost(IssuerHouse.SOON).until(() -> issuing.row(NAME).failures() == 2);
    assertThat(Duration.between(issuing.now(), issuing.row(NAME).nextAt()))
        .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));

    issuing.restart();
    assertThat(issuing.row(NAME).failures()).isEqualTo(2);
    issuing.answering();
    IssuanceStatus asked = issuing.issuance().issueNow(OWNER, name(NAME));
    assertThat(asked.failures()).isZero();
    issuing.awaitIssued(NAME, null);
    await().until(() -> issuing.state.found().isEmpty());
  }

  @Test
  void aFailedValidationCountsForTheNameThatFailedAlone() {
    issuing.answering().start();
    issuing.deaf.add("www.a.example.com");
    issuing.house.add(NAME);
    issuing.house.set(NAME, "acme_subdomains", "www");
    issuing.house.set(NAME, "acme_enabled", "true");
    issuing.awaitStatus(NAME, "retrying");
    assertThat(issuing.issuance().status(OWNER, name(NAME)).budget())
        .extracting(each -> each.left() + " of " + each.limit())
        .containsExactlyInAnyOrder(
            "1000 of 1000 failed validations in an hour for a.example.com",
            "999 of 1000 failed validations in an hour for www.a.example.com");
  }

  @Test
  void whenTheAuthorityWantsItRenewedNowItIsWithinOneCheck() {
    issuing.answering().start();
    issuing.enable(NAME);
    CertificateView first = issuing.awaitIssued(NAME, null);
    pebble.suggestRenewal(
        first.bundle().leaf(),
        issuing.now().minus(Duration.ofDays(2)),
        issuing.now().minus(Duration.ofDays(1)));

    assertThat(issuing.due(NAME).wanted().replaces())
        .isEqualTo(RenewalName.of(first.bundle().leaf()))
        .isNotNull();
    issuing.later(Duration.ofHours(13));
    CertificateView second = issuing.awaitIssued(NAME, first);

    assertThat(issuing.events(NAME)).contains("renewal.announced");
    assertThat(second.bundle().leaf()).isNotEqualTo(first.bundle().leaf());
    assertThat(pebble.orders()).isEqualTo(2);
  }

  @Test
  void anAuthorityThatComesBackIssuesWithinAMinute() throws Exception {
    pebble.stop();
    issuing.answering().start();
    issuing.enable(NAME, "b.example.com", "c.example.com");
    issuing.awaitStatus(NAME, "waiting");
    assertThat(issuing.row(NAME).failures()).isZero();
    assertThat(issuing.state.found()).isEmpty();
    issuing.later(Duration.ofMinutes(11));
    await().atMost(IssuerHouse.SOON).until(() -> issuing.state.found().size() == 1);
    assertThat(issuing.state.only("acme-authority").reason()).contains("can't be reached");

    pebble.run();
    issuing.awaitIssued(NAME, null);
    issuing.awaitIssued("b.example.com", null);
    issuing.awaitIssued("c.example.com", null);
    await().atMost(IssuerHouse.SOON).until(() -> issuing.state.found().isEmpty());
    assertThat(issuing.events(null))
        .containsSubsequence("authority.away", "clock.jumped", "authority.back");
  }

  @Test
  void anAuthorityThatAskedForPatienceIsLeftAloneOverARestart() {
    issuing.close();
    try (Gate gate = new Gate(pebble)) {
      issuing =
          new IssuerHouse(
              directory.resolve("patient"), pebble.httpPort(), gate.caFile(), gate.directoryUrl());
      gate.rule(path ->
          path.startsWith("/order-plz")
              ? new Gate.Verdict.Answer(503, Map.of("Retry-After", "7200"), "busy")
              : Gate.PASS);
      issuing.answering().start();
      issuing.enable(NAME);
      issuing.awaitStatus(NAME, "waiting");
      int asked = gate.paths().size();

      gate.rule(path -> Gate.PASS);
      for (int round = 0; round < 3; round++) {
        issuing.restart();
        issuing.enable("r" + round + ".example.com");
        issuing.issuance().issueNow(OWNER, name(NAME));
        issuing.awaitStatus("r" + round + ".example.com", "waiting");
        issuing.awaitStatus(NAME, "waiting");
      }
      assertThat(gate.paths()).hasSize(asked);
      assertThat(issuing.issuance().status(OWNER, name(NAME)).waitsFor())
          .extracting(Trouble::sentence, STRING)
          .contains("asks for patience until");

      issuing.later(Duration.ofMinutes(121));
      issuing.awaitIssued(NAME, null);
      issuing.awaitIssued("r0.example.com", null);
      assertThat(pebble.orders()).isEqualTo(4);
    }
  }

  @Test
  void anAccountThatAskedTooMuchHoldsUpNoOtherAccount() {
    issuing.close();
    try (Gate gate = new Gate(pebble)) {
      issuing =
          new IssuerHouse(
              directory.resolve("account"), pebble.httpPort(), gate.caFile(), gate.directoryUrl());
      gate.rule(path ->
          path.startsWith("/order-plz")
              ? new Gate.Verdict.Answer(
                  429,
                  Map.of("Content-Type", "application/problem+json", "Retry-After", "7200"),
                  "{\"type\":\"urn:ietf:params:acme:error:rateLimited\",\"detail\":\"too many new"
                      + " orders (300) from this account in the last 3h0m0s\"}")
              : Gate.PASS);
      issuing.answering().start();
      issuing.enable(NAME);
      issuing.awaitStatus(NAME, "waiting");
      gate.rule(path -> Gate.PASS);
      issuing.restart();
      issuing.issuance().issueNow(OWNER, name(NAME));
      issuing.house.add("other.test");
      issuing.house.set("other.test", "acme_account_email", "other@example.com");
      issuing.house.set("other.test", "acme_enabled", "true");
      issuing.awaitIssued("other.test", null);
      assertThat(issuing.certificate(NAME)).isNull();
      assertThat(issuing.row(NAME).waitsFor()).contains("asked for patience");

      issuing.later(Duration.ofMinutes(121));
      issuing.awaitIssued(NAME, null);
    }
  }

  @Test
  void whileTheFirstIsAwayForLongTheSecondIsAskedUntilItIsBack() {
    issuing.close();
    try (Gate first = new Gate(pebble)) {
      first.rule(path -> new Gate.Verdict.LoseRequest());
      issuing =
          new IssuerHouse(
              directory.resolve("two"),
              pebble.httpPort(),
              first.caFile(),
              first.directoryUrl(),
              pebble.directoryUrl());
      issuing.answering().start();
      issuing.enable(NAME);
      issuing.awaitStatus(NAME, "waiting");
      assertThat(pebble.orders()).isZero();

      issuing.later(Duration.ofMinutes(11));
      CertificateView issued = issuing.awaitIssued(NAME, null);
      assertThat(issuedBy(issued)).isEqualTo(pebble.directoryUrl());
      assertThat(issuing.events(NAME))
          .as("the first is tried again, which isn't told again, and at once the second")
          .containsExactly(
              "automation.on", "order.begun", "order.waiting", "order.begun", "certificate.issued");
      issuing.later(Duration.ofMinutes(1));
      issuing.enable("b.example.com");
      assertThat(issuedBy(issuing.awaitIssued("b.example.com", null)))
          .isEqualTo(pebble.directoryUrl());
      assertThat(issuing.state.found()).hasSize(1);

      first.rule(path -> Gate.PASS);
      issuing.later(Duration.ofMinutes(1));
      issuing.enable("c.example.com");
      assertThat(issuedBy(issuing.awaitIssued("c.example.com", null)))
          .isEqualTo(first.directoryUrl());
      await().atMost(IssuerHouse.SOON).until(() -> issuing.state.found().isEmpty());
      assertThat(issuing.events(null)).containsSubsequence("authority.away", "authority.back");
    }
  }

  @Test
  void ofSeveralThatAreAwayEachIsTriedInTurnAndTheLogSaysSoOnce() {
    issuing.close();
    try (Gate first = new Gate(pebble);
        Gate second = new Gate(pebble);
        Gate third = new Gate(pebble)) {
      List<Gate> gates = List.of(first, second, third);
      gates.forEach(gate -> gate.rule(path -> new Gate.Verdict.LoseRequest()));
      issuing =
          new IssuerHouse(
              directory.resolve("three"),
              pebble.httpPort(),
              first.caFile(),
              first.directoryUrl(),
              second.directoryUrl(),
              third.directoryUrl());
      issuing.answering().start();
      issuing.enable(NAME);
      issuing.awaitStatus(NAME, "waiting");
      issuing.later(Duration.ofMinutes(11));
      for (int round = 0; round < 3; round++) {
        List<Integer> asked = gates.stream().map(gate -> gate.paths().size()).toList();
        issuing.later(Duration.ofSeconds(40));
        await()
            .atMost(IssuerHouse.SOON)
            .until(() ->
                IntStream.range(0, 3).allMatch(i -> gates.get(i).paths().size() > asked.get(i)));
      }
      assertThat(issuing.events(NAME))
          .as("the first, the second and the third")
          .containsExactly(
              "automation.on",
              "order.begun",
              "order.waiting",
              "order.begun",
              "order.waiting",
              "order.begun",
              "order.waiting");

      third.rule(path -> Gate.PASS);
      issuing.later(Duration.ofSeconds(40));
      assertThat(issuedBy(issuing.awaitIssued(NAME, null))).isEqualTo(third.directoryUrl());
    }
  }

  private static URI issuedBy(CertificateView certificate) {
    return URI.create(Objects.requireNonNull(Automation.of(certificate.bundle())).directory());
  }

  @Test
  void aWrongClockStopsEverythingUntilItIsRight() {
    issuing.authorityAhead = Duration.ofDays(-1);
    issuing.answering().start();
    issuing.enable(NAME);
    await().atMost(IssuerHouse.SOON).until(() -> issuing.state.found().size() == 1);
    assertThat(issuing.state.only("acme-clock").reason()).contains("24 hours ahead of");
    assertThat(pebble.orders()).isZero();

    issuing.authorityAhead = Duration.ZERO;
    issuing.later(Duration.ofMinutes(6));
    issuing.awaitIssued(NAME, null);
    await().until(() -> issuing.state.found().isEmpty());
    assertThat(issuing.events(null)).contains("clock.wrong", "clock.right");
  }

  @Test
  void manyAreIssuedAndNoneTwice() {
    List<String> names = IntStream.range(0, 60).mapToObj(i -> "n" + i + ".example.com").toList();
    issuing.answering().start();
    issuing.enable(names.toArray(String[]::new));
    names.forEach(each -> issuing.awaitIssued(each, null));
    assertThat(pebble.orders()).isEqualTo(60);
    assertThat(pebble.certificates()).isEqualTo(60);
    assertThat(issuing.issuance().statuses(OWNER, null, 100)).hasSize(60);
    assertThat(issuing.issuance().plan(OWNER, Duration.ofDays(100)).orders()).isEqualTo(60);
  }

  @Test
  void revokingHasANewKeyAndCertificateInItsPlace() {
    issuing.answering().start();
    issuing.enable(NAME);
    CertificateView first = issuing.awaitIssued(NAME, null);
    issuing.issuance().revoke(OWNER, name(NAME), RevocationReason.KEY_COMPROMISE);
    CertificateView second = issuing.awaitIssued(NAME, first);
    assertThat(pebble.status(first.bundle().leaf())).contains("Revoked");
    assertThat(second.bundle().leaf().getPublicKey())
        .isNotEqualTo(first.bundle().leaf().getPublicKey());
    assertThat(issuing.events(NAME)).contains("certificate.revoked");

    issuing.house.put(NAME);
    assertThatThrownBy(
            () -> issuing.issuance().revoke(OWNER, name(NAME), RevocationReason.SUPERSEDED))
        .isInstanceOf(Refusal.Conflict.class)
        .hasMessageContaining("not revoked");
  }

  @Test
  void aSubtreeIsAllThatItsTokenSees() {
    issuing.start();
    issuing.enable(NAME, "other.test");
    issuing.awaitStatus(NAME, "retrying");
    issuing.awaitStatus("other.test", "retrying");
    var viewer = issuing.house.holder(NAME, io.treeline.access.Right.VIEWER);
    Issuance issuance = issuing.issuance();
    assertThat(issuance.statuses(viewer, null, 9))
        .extracting(IssuanceStatus::name)
        .containsExactly(name(NAME));
    assertThat(issuance.log(viewer, null, null, 99))
        .isNotEmpty()
        .allMatch(event -> name(NAME).equals(event.domain()));
    assertThat(issuance.log(OWNER, null, null, 99))
        .anyMatch(event -> name("other.test").equals(event.domain()));
    assertThatThrownBy(() -> issuance.status(viewer, name("other.test")))
        .isInstanceOf(Refusal.NotFound.class);
    assertThatThrownBy(() -> issuance.issueNow(viewer, name(NAME)))
        .isInstanceOf(Refusal.Forbidden.class);
    assertThatThrownBy(
            () -> issuance.revoke(viewer, name("other.test"), RevocationReason.UNSPECIFIED))
        .isInstanceOf(Refusal.NotFound.class);
  }
}
