package io.treeline.acme.plan;

import static io.treeline.acme.plan.Wishes.LETS_ENCRYPT;
import static io.treeline.acme.plan.Wishes.NOW;
import static io.treeline.acme.plan.Wishes.renewal;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.plan.Admission.Deferred;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenLoadTest {

  private static final int ALL = Integer.MAX_VALUE;

  private final RateBudget budget = new RateBudget();

  @Test
  void itIsTheSumOfWhatEachCertificateComesTo() {
    EvenLoad load = new EvenLoad();
    for (int i = 0; i < 300; i++) {
      load.add(NOW, NOW.plus(Duration.ofDays(45)), 1);
      load.add(NOW, NOW.plus(Duration.ofHours(160)), 2);
    }
    assertThat(load.perDay()).isBetween(10 + 179.9, 10 + 180.1);
  }

  @Test
  void aSmallInstallationRenewsWhenItIsDue() {
    budget.evenLoad(LETS_ENCRYPT, 900);
    assertThat(budget.admit(due(5_000), NOW, ALL).admitted()).hasSize(5_000);
    assertThat(budget.ahead(LETS_ENCRYPT, NOW)).isZero();
  }

  @Test
  void ofALargeOneThoseThatCanWaitGetPlacesATwentiethAboveTheEvenRateAndKeepThem() {
    budget.evenLoad(LETS_ENCRYPT, 24_000);
    Admission admission = budget.admit(due(5_000), NOW, ALL);
    assertThat(admission.admitted()).hasSizeBetween(1_049, 1_051);
    assertThat(admission.deferred().getFirst().limit())
        .isEqualTo("an even load of 24,000 renewals a day");
    Duration wait = Duration.between(NOW, admission.deferred().getLast().until());
    assertThat(wait).isBetween(Duration.ofMinutes(220), Duration.ofMinutes(230));
    Instant later = NOW.plus(Duration.ofHours(2));
    List<Candidate> back =
        admission.deferred().stream()
            .filter(d -> !d.until().isAfter(later))
            .map(Deferred::candidate)
            .toList();
    assertThat(budget.admit(back, later, ALL).admitted()).hasSameSizeAs(back);
  }

  @Test
  void whoAsksBeforeHisPlaceIsGivenTheSameAgain() {
    budget.evenLoad(LETS_ENCRYPT, 24_000);
    List<Deferred> first = budget.admit(due(1_500), NOW, ALL).deferred();
    List<Candidate> again = first.stream().map(Deferred::candidate).toList();
    assertThat(budget.admit(again, NOW, ALL).deferred()).isEqualTo(first);
  }

  @Test
  void nobodyWaitsBeyondTheInstantAtWhichHisRenewalPresses() {
    budget.evenLoad(LETS_ENCRYPT, 1_000);
    for (Deferred deferred : budget.admit(due(20_000), NOW, ALL).deferred()) {
      Candidate.Renewal renewal = deferred.candidate().renewal();
      assertThat(deferred.until()).isBeforeOrEqualTo(renewal.plan().pressing());
    }
  }

  @Test
  void whatPressesGoesAboveTheEvenRate() {
    budget.evenLoad(LETS_ENCRYPT, 24_000);
    List<Candidate> pressing =
        IntStream.range(0, 5_000)
            .mapToObj(i -> renewal(i, i, 41, null, "p" + i + ".test"))
            .toList();
    assertThat(budget.admit(pressing, NOW, ALL).admitted()).hasSize(5_000);
  }

  @Test
  void whatTheAuthorityMovedForwardGoesAboveTheEvenRate() {
    budget.evenLoad(LETS_ENCRYPT, 24_000);
    Window past = new Window(NOW.minusSeconds(3_600), NOW.minusSeconds(1_800));
    List<Candidate> moved = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      moved.add(renewal(i, i, 2, past, "m" + i + ".test"));
    }
    assertThat(budget.admit(moved, NOW, ALL).admitted()).hasSize(5_000);
  }

  @Test
  void whatAPersonWantsNowGoesNow() {
    budget.evenLoad(LETS_ENCRYPT, 24_000);
    budget.admit(due(5_000), NOW, ALL);
    Candidate young = renewal(9_000, 1, 1, null, "young.test");
    Candidate.Renewal now =
        new Candidate.Renewal(
            new RenewalPlan(NOW, NOW, NOW, NOW), NOW.plusSeconds(9_000_000), true, null);
    Candidate wanted =
        new Candidate(9_000, 1, LETS_ENCRYPT, young.account(), young.names(), 1, NOW, now);
    assertThat(budget.admit(List.of(young), NOW, ALL).admitted()).isEmpty();
    assertThat(budget.admit(List.of(wanted), NOW, ALL).admitted()).hasSize(1);
  }

  @Test
  void anExplainedWindowIsObeyedHoweverLateItIs() {
    Instant issued = NOW.minus(Duration.ofDays(30));
    Window explained = new Window(NOW.minusSeconds(60), NOW.plusSeconds(60), true);
    RenewalPlan plan = RenewalPlan.of(issued, issued.plus(Duration.ofDays(45)), explained, 1);
    assertThat(plan.pressing()).isEqualTo(plan.due());
  }

  @Test
  void aGapIsFilledWithThoseThatAreDueNextAndOldEnough() {
    budget.evenLoad(LETS_ENCRYPT, 24_000);
    int ahead = budget.ahead(LETS_ENCRYPT, NOW);
    assertThat(ahead).isBetween(949, 951);
    List<Candidate> next = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      next.add(renewal(i, i, i % 2 == 0 ? 20 : 3, null, "n" + i + ".test"));
    }
    Admission admission = budget.admit(next, NOW, ALL);
    assertThat(admission.admitted()).hasSize(ahead);
    assertThat(admission.admitted()).allMatch(a -> a.candidate().domainId() % 2 == 0);
    assertThat(admission.deferred()).as("who isn't due doesn't wait").isEmpty();
    assertThat(budget.ahead(LETS_ENCRYPT, NOW)).isZero();
  }

  @Test
  void whatIsDueLeavesNoRoomForThoseAhead() {
    budget.evenLoad(LETS_ENCRYPT, 24_000);
    budget.admit(due(1_000), NOW, ALL);
    assertThat(budget.ahead(LETS_ENCRYPT, NOW)).isZero();
    assertThat(budget.ahead(LETS_ENCRYPT, NOW.plus(Duration.ofHours(3)))).isBetween(949, 951);
  }

  private static List<Candidate> due(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> renewal(i, i % 50, 32.6, null, "d" + i + ".test"))
        .toList();
  }
}
