package io.treeline.bench.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code bench/renewal.sh} shows, smaller and shorter. */
class SimulationTest {

  private static final List<Event> EVENTS =
      List.of(
          new Event.Outage(40, Duration.ofHours(12)),
          new Event.Outage(80, Duration.ofDays(5)),
          new Event.WindowsMoved(130, Duration.ofDays(3)));

  /** Large enough to be paced: 1,333 renewals a day. */
  private static final Scenario HALF_A_YEAR =
      new Scenario(40_000, 800, 1, 1, Duration.ofDays(45), 40, 180, true, EVENTS);

  @Test
  void halfAYearOfRenewalsLosesNoneAndIsEvenAgainWithinAWeekOfWhateverHappened() {
    Course course = Simulation.run(HALF_A_YEAR);
    assertThat(course.expired()).isZero();
    assertThat(course.noticed).isZero();
    assertThat(course.leastLeft).isGreaterThan(0.15);
    for (Settling settling : Settling.of(course, EVENTS)) {
      assertThat(settling.days()).as(settling.event()).isLessThan(7);
      assertThat(settling.least()).as(settling.event()).isGreaterThan(0.8);
      assertThat(settling.most()).as(settling.event()).isLessThan(1.2);
    }
  }

  @Test
  void withoutThePaceAnOutageComesBackWithEveryRound() {
    Course course = Simulation.run(HALF_A_YEAR.withoutEvenness());
    assertThat(course.expired()).isZero();
    assertThat(Settling.of(course, EVENTS).get(2).days()).isGreaterThan(30);
  }

  @Test
  void certificatesOf160HoursOutliveAnOutageOfTwoDays() {
    List<Event> outage = List.of(new Event.Outage(20, Duration.ofDays(2)));
    Course course = Simulation.run(hours(1, outage));
    assertThat(course.expired()).isZero();
    Settling settling = Settling.of(course, outage).get(1);
    assertThat(settling.days()).isLessThan(3);
    assertThat(settling.least()).isGreaterThan(0.8);
    assertThat(settling.most()).isLessThan(1.2);
  }

  @Test
  void aSecondDirectoryCarriesThemThroughAnOutageOfFiveDaysWithAnEvenLoad() {
    List<Event> outage = List.of(new Event.Outage(20, Duration.ofDays(5)));
    Course alone = Simulation.run(hours(1, outage));
    assertThat(alone.expired()).isPositive();
    assertThat(alone.expiredWithin(0, 20)).isZero();

    Course course = Simulation.run(hours(2, outage));
    assertThat(course.expired()).isZero();
    assertThat(course.noticed).isZero();
    double ofFiveDays = 5 * course.even[20];
    assertThat(course.atSecond / ofFiveDays).as("until the first is back").isBetween(0.95, 1.05);
    Settling settling = Settling.of(course, outage).get(1);
    assertThat(settling.low()).isGreaterThan(0.8);
    assertThat(settling.peak()).isLessThan(1.2);
    assertThat(settling.days()).isZero();
  }

  private static Scenario hours(int directories, List<Event> events) {
    return new Scenario(10_000, 200, 1, directories, Duration.ofHours(160), 10, 60, true, events);
  }

  @Test
  void firstCertificatesGoToSmallTenantsFirstAndToTheHugeOneMeanwhile() {
    FirstIssue.Result result = FirstIssue.run(4_000, 60, 10, false);
    double smallDone = result.small().getLast();
    assertThat(smallDone).isLessThan(0.5);
    assertThat(result.huge().getFirst()).isZero();
    assertThat(result.huge().getLast()).isBetween(1.7, 1.9);
  }
}
