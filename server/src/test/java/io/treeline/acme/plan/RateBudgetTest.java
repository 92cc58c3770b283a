package io.treeline.acme.plan;

import static io.treeline.acme.plan.Wishes.ACCOUNT;
import static io.treeline.acme.plan.Wishes.LETS_ENCRYPT;
import static io.treeline.acme.plan.Wishes.NOW;
import static io.treeline.acme.plan.Wishes.first;
import static io.treeline.acme.plan.Wishes.renewal;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Admission.Deferred;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateBudgetTest {

  private static final int ALL = Integer.MAX_VALUE;

  private final RateBudget budget = new RateBudget();

  @Test
  void anAccountOrdersThreeHundredAtOnceAndThenOneEachThirtySixSeconds() {
    Admission admission = budget.admit(firsts(310), NOW, ALL);
    assertThat(admission.admitted()).hasSize(300);
    assertThat(admission.deferred().getFirst().until()).isEqualTo(NOW.plusSeconds(36));
    assertThat(admission.deferred().getLast().until()).isEqualTo(NOW.plusSeconds(360));
    assertThat(admission.deferred().getFirst().limit())
        .isEqualTo("300 orders in 3 hours for an account");
  }

  @Test
  void whoComesBackWhenToldGetsHisTurn() {
    List<Deferred> waiting = budget.admit(firsts(330), NOW, ALL).deferred();
    assertThat(waiting).hasSize(30);
    for (Deferred each : waiting) {
      assertThat(budget.admit(List.of(each.candidate()), each.until(), ALL).admitted()).hasSize(1);
    }
  }

  @Test
  void aRegisteredDomainGetsFiftyInAWeekWhoeverOrders() {
    List<Candidate> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add(
          new Candidate(
              i, i, LETS_ENCRYPT, "email:" + i, List.of("a" + i + ".example.co.uk"), 1, NOW, null));
    }
    Admission admission = budget.admit(names, NOW, ALL);
    assertThat(admission.admitted()).hasSize(50);
    assertThat(admission.deferred().getFirst().limit())
        .isEqualTo("50 certificates in 7 days below example.co.uk");
    assertThat(admission.deferred().get(1).until())
        .isEqualTo(NOW.plus(Duration.ofDays(7).dividedBy(50).multipliedBy(2)));
    assertThat(budget.admit(List.of(first(99, 1, "a.other.co.uk")), NOW, ALL).admitted())
        .as("other registered domains")
        .hasSize(1);
  }

  @Test
  void aWildcardAndItsNameCountForOneRegisteredDomainAndASetIsOneInAnyOrder() {
    for (int i = 0; i < 5; i++) {
      Candidate wish =
          i % 2 == 0 ? first(1, 1, "b.test", "*.b.test") : first(1, 1, "*.b.test", "b.test");
      assertThat(budget.admit(List.of(wish), NOW, ALL).admitted()).hasSize(1);
    }
    Admission sixth = budget.admit(List.of(first(1, 1, "b.test", "*.b.test")), NOW, ALL);
    assertThat(sixth.deferred().getFirst().limit())
        .isEqualTo("5 certificates in 7 days for the same names");
    assertThat(
            budget.balances(first(1, 1, "b.test", "*.b.test"), NOW).stream()
                .collect(Collectors.toMap(Balance::limit, Balance::left, (a, b) -> a)))
        .containsEntry("50 certificates in 7 days below b.test", 45L)
        .containsEntry("5 certificates in 7 days for the same names", 0L)
        .containsEntry("300 orders in 3 hours for an account", 295L);
  }

  @Test
  void aDualCertificateTakesTwoOrders() {
    Candidate dual = new Candidate(1, 1, LETS_ENCRYPT, ACCOUNT, List.of("d.test"), 2, NOW, null);
    budget.admit(List.of(dual), NOW, ALL);
    assertThat(budget.balances(dual, NOW).getFirst().left()).isEqualTo(298);
  }

  @Test
  void aRenewalInItsAnnouncedWindowIsFreeOfAllLimits() {
    Window window = new Window(NOW.minusSeconds(3_600), NOW.plusSeconds(1));
    for (int i = 0; i < 10; i++) {
      List<Candidate> wish = List.of(renewal(1, 1, 30, window, "a.test"));
      Admission admission = budget.admit(wish, NOW, ALL);
      assertThat(admission.admitted()).hasSize(1);
      assertThat(admission.admitted().getFirst().spent()).isEmpty();
    }
  }

  @Test
  void outsideItsWindowARenewalOfTheSameNamesCountsForTheirSetOnly() {
    Admission admission = budget.admit(List.of(renewal(1, 1, 40, null, "a.test")), NOW, ALL);
    assertThat(admission.admitted().getFirst().spent())
        .extracting(Spent::counted)
        .containsExactly("name-set");
  }

  @Test
  void aRenewalForOtherNamesCountsAsAFirstOne() {
    Candidate same = renewal(1, 1, 40, null, "a.test");
    Candidate other =
        new Candidate(
            1,
            1,
            LETS_ENCRYPT,
            ACCOUNT,
            List.of("a.test", "b.a.test"),
            1,
            NOW,
            new Candidate.Renewal(same.renewal().plan(), same.renewal().notAfter(), false, null));
    assertThat(budget.admit(List.of(other), NOW, ALL).admitted().getFirst().spent())
        .extracting(Spent::counted)
        .containsExactly("account-orders", "registered-domain", "name-set");
  }

  @Test
  void ofAnAuthorityThatIsNotKnownNothingIsCounted() {
    URI unknown = URI.create("https://ca.internal:9000/acme/directory");
    List<Candidate> many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> new Candidate(i, 1, unknown, ACCOUNT, List.of("a.b.test"), 1, NOW, null))
            .toList();
    assertThat(budget.admit(many, NOW, ALL).admitted()).hasSize(5_000);
  }

  @Test
  void itsWishForPatienceIsObeyedAsFarAsItGoes() {
    Candidate one = first(1, 1, "a.one.test");
    Candidate neighbour = first(2, 1, "b.one.test");
    Candidate other = first(3, 2, "two.test");
    Instant until = NOW.plusSeconds(600);

    budget.patience(one, Scope.NAMES, until);
    assertThat(admitted(one, neighbour, other)).containsExactlyInAnyOrder(2L, 3L);
    budget.patience(one, Scope.REGISTERED_DOMAIN, until);
    assertThat(admitted(one, neighbour, other)).containsExactly(3L);
    budget.patience(one, Scope.ACCOUNT, until);
    assertThat(admitted(one, neighbour, other)).isEmpty();
    Deferred deferred = budget.admit(List.of(other), NOW, ALL).deferred().getFirst();
    assertThat(deferred.until()).isEqualTo(until);
    assertThat(deferred.limit()).isEqualTo("the authority, which asked for patience");
    assertThat(budget.admit(List.of(one), until, ALL).admitted()).hasSize(1);
  }

  @Test
  void aWholeAuthorityIsLeftAloneUntilItSaid() {
    Instant until = NOW.plusSeconds(600);
    assertThat(budget.leftAloneUntil(LETS_ENCRYPT, NOW)).isNull();
    budget.patience(first(1, 1, "a.test"), Scope.AUTHORITY, until);
    budget.patience(first(2, 1, "b.test"), Scope.AUTHORITY, NOW.plusSeconds(60));
    assertThat(budget.leftAloneUntil(LETS_ENCRYPT, NOW)).isEqualTo(until);
    assertThat(admitted(first(3, 1, "c.test"))).isEmpty();
    assertThat(budget.leftAloneUntil(LETS_ENCRYPT, until)).isNull();
  }

  @Test
  void whatARefusalIsAboutIsReadFromTheWordsOfLetsEncrypt() {
    String end = " in the last 3h0m0s, retry after 1970-01-01 00:18:15 UTC";
    assertThat(Scope.ofRefusal("too many new orders (300) from this account" + end))
        .isEqualTo(Scope.ACCOUNT);
    assertThat(Scope.ofRefusal("too many certificates (50) already issued for \"a.test\"" + end))
        .isEqualTo(Scope.REGISTERED_DOMAIN);
    assertThat(
            Scope.ofRefusal(
                "too many certificates (5) already issued for this exact set of identifiers" + end))
        .isEqualTo(Scope.NAME_SET);
    assertThat(Scope.ofRefusal("too many failed authorizations (5) for \"a.test\"" + end))
        .isEqualTo(Scope.NAMES);
    assertThat(Scope.ofRefusal("slow down")).isEqualTo(Scope.ACCOUNT);
  }

  @Test
  void aNameThatFailsIsSlowedAlone() {
    Candidate bad = first(1, 1, "bad.test");
    for (int i = 0; i < 5; i++) {
      Admission admission = budget.admit(List.of(bad), NOW, ALL);
      budget.failed(admission.admitted().getFirst(), List.of("bad.test"), NOW);
    }
    Admission admission = budget.admit(List.of(bad, first(2, 1, "good.test")), NOW, ALL);
    assertThat(admission.admitted()).extracting(a -> a.candidate().domainId()).containsExactly(2L);
    assertThat(admission.deferred().getFirst().limit())
        .isEqualTo("5 failed validations in an hour for bad.test");
    assertThat(admission.deferred().getFirst().until()).isEqualTo(NOW.plus(Duration.ofMinutes(12)));
  }

  @Test
  void aFailureOfOneNameCountsForNoOtherOfItsOrder() {
    Candidate both = first(1, 1, "bad.test", "good.test");
    for (int i = 0; i < 5; i++) {
      budget.failed(new Admitted(both, List.of()), List.of("bad.test"), NOW);
    }
    assertThat(left(first(2, 1, "good.test"))).containsExactly(300L, 50L, 5L, 5L, 1_152L);
    assertThat(budget.admit(List.of(both), NOW, ALL).deferred().getFirst().limit())
        .contains("for bad.test");
  }

  @Test
  void whatWasAgreedHoldsInPlaceOfWhatHoldsForEverybody() {
    URI own = URI.create("https://ca.example:8443/dir");
    RateBudget agreed =
        new RateBudget(
            List.of(
                new AgreedLimit(
                    Wishes.LETS_ENCRYPT, Counted.ACCOUNT_ORDERS, 3_000, Duration.ofHours(3)),
                new AgreedLimit(own, Counted.REGISTERED_DOMAIN, 2, Duration.ofHours(24))));
    assertThat(agreed.balances(first(1, 1, "a.test"), NOW))
        .extracting(each -> each.left() + " of " + each.limit())
        .containsExactly(
            "3000 of 3000 orders in 3 hours for an account",
            "50 of 50 certificates in 7 days below a.test",
            "5 of 5 certificates in 7 days for the same names",
            "5 of 5 failed validations in an hour for a.test",
            "1152 of 1152 failed validations in a row for a.test");
    assertThat(agreed.admit(firsts(3_010), NOW, ALL).admitted()).hasSize(3_000);
    assertThat(agreed.admit(List.of(renewal(9_000, 1, 34, null, "due.test")), NOW, ALL).admitted())
        .as("a renewal for the same names is free of it as before")
        .hasSize(1);

    List<Candidate> below =
        IntStream.range(0, 3)
            .mapToObj(i ->
                new Candidate(
                    i, 1, own, Wishes.ACCOUNT, List.of("n" + i + ".a.test"), 1, NOW, null))
            .toList();
    Admission admission = agreed.admit(below, NOW, ALL);
    assertThat(admission.admitted()).hasSize(2);
    assertThat(admission.deferred().getFirst().limit())
        .isEqualTo("2 certificates in a day below a.test");
  }

  @Test
  void failuresInARowPauseANameAndASuccessEndsThem() {
    Candidate bad = first(1, 1, "bad.test");
    Instant day = NOW;
    for (int i = 0; i < 1_200; i++) {
      budget.failed(new Admitted(bad, List.of()), List.of("bad.test"), day);
      day = day.plus(Duration.ofMinutes(30));
    }
    Deferred deferred = budget.admit(List.of(bad), day, ALL).deferred().getFirst();
    assertThat(deferred.limit()).isEqualTo("1152 failed validations in a row for bad.test");
    assertThat(budget.issued(new Admitted(bad, List.of()), day))
        .extracting(Spent::counted)
        .containsExactly("failures-in-a-row");
    assertThat(budget.admit(List.of(bad), day.plusSeconds(3_600), ALL).admitted()).hasSize(1);
  }

  @Test
  void aFailedAttemptFreesItsCertificatesAndOneWithoutAnOrderFreesAll() {
    Candidate wish = first(1, 1, "a.test");
    Admitted failed = budget.admit(List.of(wish), NOW, ALL).admitted().getFirst();
    budget.failed(failed, List.of("a.test"), NOW);
    assertThat(left(wish)).containsExactly(299L, 50L, 5L, 4L, 1_151L);
    Admitted none = budget.admit(List.of(wish), NOW, ALL).admitted().getFirst();
    budget.notOrdered(none, NOW);
    assertThat(left(wish)).containsExactly(299L, 50L, 5L, 4L, 1_151L);
  }

  @Test
  void aHugeTenantCannotStarveSmallOnes() {
    List<Candidate> wishes = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      wishes.add(first(i, 1, "n" + i + ".test"));
    }
    for (int tenant = 2; tenant < 52; tenant++) {
      for (int i = 0; i < 3; i++) {
        long id = tenant * 100_000L + i;
        wishes.add(first(id, tenant, "n" + id + ".test"));
      }
    }
    Map<Long, Long> perTenant =
        budget.admit(wishes, NOW, ALL).admitted().stream()
            .collect(Collectors.groupingBy(a -> a.candidate().tenantId(), Collectors.counting()));
    assertThat(perTenant).hasSize(51).containsEntry(1L, 150L);
    assertThat(perTenant.values()).allMatch(count -> count >= 3);
  }

  @Test
  void turnsGoOnWhereTheyStoppedTheLastTime() {
    List<Candidate> wishes = new ArrayList<>();
    for (int tenant = 0; tenant < 10; tenant++) {
      for (int i = 0; i < 10; i++) {
        wishes.add(first(tenant * 10L + i, tenant, "n" + tenant + i + ".test"));
      }
    }
    List<Long> tenants = new ArrayList<>();
    while (!wishes.isEmpty()) {
      List<Candidate> gone =
          budget.admit(wishes, NOW, 3).admitted().stream().map(Admitted::candidate).toList();
      gone.forEach(candidate -> tenants.add(candidate.tenantId()));
      wishes.removeAll(gone);
    }
    for (int round = 0; round < 10; round++) {
      assertThat(tenants.subList(round * 10, round * 10 + 10)).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatPressesComesFirstThenWhoHasNoneThenTheRest() {
    List<Candidate> wishes =
        List.of(
            renewal(1, 1, 34, null, "due.test"),
            first(2, 1, "first.test"),
            renewal(3, 1, 43, null, "urgent.test"),
            renewal(4, 1, 42, null, "pressing.test"));
    assertThat(budget.admit(wishes, NOW, ALL).admitted())
        .extracting(a -> a.candidate().domainId())
        .containsExactly(3L, 4L, 2L, 1L);
  }

  @Test
  void afterARestartTheStoredRowsDecideAlike() {
    List<Spent> rows = new ArrayList<>();
    for (Admitted admitted : budget.admit(firsts(300), NOW, ALL).admitted()) {
      rows.addAll(admitted.spent());
    }
    rows.addAll(budget.patience(first(500, 9, "w.test"), Scope.NAMES, NOW.plusSeconds(900)));
    RateBudget restarted = new RateBudget();
    restarted.restore(rows);
    List<Candidate> wishes = new ArrayList<>(firsts(310));
    wishes.add(first(500, 9, "w.test"));
    Instant later = NOW.plusSeconds(40);
    assertThat(restarted.admit(wishes, later, ALL)).isEqualTo(budget.admit(wishes, later, ALL));
  }

  @Test
  void whatWasBegunGoesOnUnlessTheAuthorityAskedForPatience() {
    Candidate ours = first(1, 1, "a.test");
    Candidate other =
        new Candidate(2, 2, ours.directory(), "email:other@test", List.of("b.test"), 1, NOW, null);
    var used = budget.admit(firsts(300), NOW, ALL);
    assertThat(used.admitted()).hasSize(300);
    assertThat(budget.resume(List.of(ours, other), NOW).admitted())
        .as("it was counted when it was begun")
        .containsExactly(new Admitted(ours, List.of()), new Admitted(other, List.of()));

    List<Spent> rows = budget.patience(ours, Scope.ACCOUNT, NOW.plusSeconds(900));
    RateBudget restarted = new RateBudget();
    restarted.restore(rows);
    for (RateBudget each : List.of(budget, restarted)) {
      Admission admission = each.resume(List.of(ours, other), NOW.plusSeconds(899));
      assertThat(admission.admitted()).containsExactly(new Admitted(other, List.of()));
      assertThat(admission.deferred().getFirst().until()).isEqualTo(NOW.plusSeconds(900));
      assertThat(each.resume(List.of(ours), NOW.plusSeconds(900)).deferred()).isEmpty();
      assertThat(each.leftAloneUntil(ours.directory(), NOW)).as("others may ask").isNull();
    }
  }

  @Test
  void aHundredThousandCandidatesOfOneAccountTakeNoTime() {
    List<Candidate> wishes = firsts(100_000);
    long start = System.nanoTime();
    Admission admission = budget.admit(wishes, NOW, ALL);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(admission.admitted()).hasSize(300);
    assertThat(admission.deferred().getLast().until())
        .as("the end of the queue")
        .isEqualTo(NOW.plusSeconds(36L * 99_700));
  }

  private List<Long> left(Candidate candidate) {
    return budget.balances(candidate, NOW).stream().map(Balance::left).toList();
  }

  private List<Long> admitted(Candidate... wishes) {
    return new ArrayList<>(
        budget.admit(List.of(wishes), NOW, ALL).admitted().stream()
            .map(a -> a.candidate().domainId())
            .toList());
  }

  private static List<Candidate> firsts(int count) {
    return IntStream.range(0, count).mapToObj(i -> first(i, i % 100, "d" + i + ".test")).toList();
  }
}
