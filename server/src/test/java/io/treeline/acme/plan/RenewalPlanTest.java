package io.treeline.acme.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.treeline.core.cert.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalPlanTest {

  private static final Instant ISSUED = Instant.parse("2026-11-25T10:00:00Z");

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @ParameterizedTest
  @CsvSource({"P90D,0.667", "P45D,0.667", "P10D,0.667", "PT160H,0.5", "P6D,0.5", "PT10M,0.5"})
  void withoutAWindowItIsDueAroundAShareOfTheLifetime(Duration lifetime, double share) {
    double sum = 0;
    int rounds = 2_000;
    for (int i = 0; i < rounds; i++) {
      double due = share(lifetime, plan(lifetime, null).due());
      assertThat(due).as("seed %d, round %d", seed, i).isBetween(share - 0.051, share + 0.051);
      sum += due;
    }
    assertThat(sum / rounds).as("seed %d", seed).isBetween(share - 0.005, share + 0.005);
  }

  @Test
  void aMillionCertificatesOfOneInstantAreSpreadOverATenthOfTheirLifetime() {
    int[] perBin = new int[20];
    for (int id = 0; id < 200_000; id++) {
      long drawn = RenewalPlan.seed(id, new Fingerprint("ab".repeat(32)));
      Instant due = RenewalPlan.of(ISSUED, ISSUED.plus(Duration.ofDays(45)), null, drawn).due();
      double place = (share(Duration.ofDays(45), due) - (2.0 / 3 - 0.05)) / 0.1;
      perBin[Math.clamp((int) (place * 20), 0, 19)]++;
    }
    for (int count : perBin) {
      assertThat(count).isBetween(9_500, 10_500);
    }
  }

  @Test
  void inAnAnnouncedWindowTheInstantIsDrawnEvenly() {
    Window window = new Window(ISSUED.plus(Duration.ofDays(20)), ISSUED.plus(Duration.ofDays(22)));
    double sum = 0;
    for (int i = 0; i < 2_000; i++) {
      Instant due = plan(Duration.ofDays(45), window).due();
      assertThat(window.contains(due)).as("seed %d, round %d", seed, i).isTrue();
      sum += Duration.between(window.start(), due).toMillis();
    }
    assertThat(sum / 2_000 / Duration.ofDays(2).toMillis())
        .as("seed %d", seed)
        .isBetween(0.46, 0.54);
  }

  @Test
  void aWindowThatIsPastMeansNow() {
    Window window = new Window(ISSUED.plusSeconds(60), ISSUED.plusSeconds(3_600));
    RenewalPlan plan = plan(Duration.ofDays(45), window);
    Instant now = ISSUED.plus(Duration.ofDays(3));
    assertThat(plan.next(now)).isEqualTo(now);
    assertThat(plan.pressing()).as("it doesn't wait for an even load").isEqualTo(plan.due());
  }

  @Test
  void aWindowWithoutAnInsideIsNoWindow() {
    Window window = new Window(ISSUED.plusSeconds(60), ISSUED.plusSeconds(60));
    Instant end = ISSUED.plus(Duration.ofDays(90));
    assertThat(RenewalPlan.of(ISSUED, end, window, seed))
        .isEqualTo(RenewalPlan.of(ISSUED, end, null, seed));
  }

  @Test
  void whateverIsAnnouncedATenthOfTheLifetimeIsLeftAndTheOrderOfTheInstantsHolds() {
    for (int i = 0; i < 20_000; i++) {
      Duration lifetime = Duration.ofSeconds(random.nextLong(60, 400L * 86_400));
      Window window = random.nextInt(3) == 0 ? null : anyWindow(lifetime);
      RenewalPlan plan = plan(lifetime, window);
      String round = "seed " + seed + ", round " + i + ": " + lifetime + ", " + window;
      Instant end = ISSUED.plus(lifetime);
      assertThat(plan.due()).as(round).isBeforeOrEqualTo(end.minus(lifetime.dividedBy(10)));
      assertThat(plan.earliest()).as(round).isBeforeOrEqualTo(plan.due());
      assertThat(plan.pressing()).as(round).isBetween(plan.due(), end);
      assertThat(plan.notice()).as(round).isBefore(end);
      if (lifetime.toDays() < 60) {
        assertThat(plan.notice()).as(round).isAfterOrEqualTo(plan.pressing());
      }
      if (window != null && window.isUsable()) {
        assertThat(plan.due()).as(round).isBefore(window.end());
      }
    }
  }

  @Test
  void theNextInstantNeverGoesBackWhileTheClockGoesOnAndNeverDependsOnWhereItWasBefore() {
    for (int i = 0; i < 2_000; i++) {
      RenewalPlan plan = plan(Duration.ofHours(160), null);
      Instant one = ISSUED.plusSeconds(random.nextLong(-86_400, 200L * 3_600));
      Instant later = one.plusSeconds(random.nextLong(0, 100L * 3_600));
      assertThat(plan.next(later)).as("seed %d", seed).isAfterOrEqualTo(plan.next(one));
      assertThat(plan.next(one)).as("seed %d", seed).isAfterOrEqualTo(one);
      if (one.isBefore(plan.due())) {
        assertThat(plan.next(one)).as("seed %d", seed).isEqualTo(plan.due());
      }
    }
  }

  @Test
  void noticeIsGivenAtHalfOfWhatIsLeftOrTwoWeeksAhead() {
    RenewalPlan weeks = plan(Duration.ofDays(45), null);
    Instant end = ISSUED.plus(Duration.ofDays(45));
    assertThat(Duration.between(weeks.due(), weeks.notice()).toSeconds())
        .isCloseTo(Duration.between(weeks.due(), end).dividedBy(2).toSeconds(), within(1L));
    assertThat(plan(Duration.ofDays(90), null).notice())
        .isEqualTo(ISSUED.plus(Duration.ofDays(76)));
  }

  @Test
  void aCertificateWithoutALifetimeIsDueAtOnce() {
    assertThat(RenewalPlan.of(ISSUED, ISSUED, null, seed).due()).isEqualTo(ISSUED);
  }

  @Test
  void aRenewedCertificateDrawsAnew() {
    assertThat(RenewalPlan.seed(7, new Fingerprint("ab".repeat(32))))
        .isNotEqualTo(RenewalPlan.seed(7, new Fingerprint("cd".repeat(32))))
        .isNotEqualTo(RenewalPlan.seed(8, new Fingerprint("ab".repeat(32))));
  }

  private RenewalPlan plan(Duration lifetime, @Nullable Window window) {
    return RenewalPlan.of(ISSUED, ISSUED.plus(lifetime), window, random.nextLong());
  }

  private Window anyWindow(Duration lifetime) {
    long seconds = lifetime.toSeconds();
    Instant start = ISSUED.plusSeconds(random.nextLong(-seconds, 2 * seconds));
    return new Window(start, start.plusSeconds(random.nextLong(-10, seconds)));
  }

  private static double share(Duration lifetime, Instant instant) {
    return (double) Duration.between(ISSUED, instant).toMillis() / lifetime.toMillis();
  }
}
