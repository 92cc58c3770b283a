package io.treeline.acme.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class WindowInquiryTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @Test
  void certificatesOfOneInstantAskSpreadOverHalfADay() {
    int early = 0;
    for (int i = 0; i < 2_000; i++) {
      Instant first = WindowInquiry.first(NOW, random.nextLong());
      assertThat(first).as("seed %d", seed).isBetween(NOW, NOW.plus(Duration.ofHours(12)));
      early += first.isBefore(NOW.plus(Duration.ofHours(6))) ? 1 : 0;
    }
    assertThat(early).as("seed %d", seed).isBetween(880, 1_120);
  }

  @Test
  void itIsAskedTwiceADayAndNotBeforeTheAuthorityWantsIt() {
    for (int i = 0; i < 500; i++) {
      Instant usual = WindowInquiry.afterAnswer(NOW, NOW.plusSeconds(21_600), random.nextLong());
      assertThat(Duration.between(NOW, usual))
          .as("seed %d", seed)
          .isBetween(Duration.ofMinutes(684), Duration.ofMinutes(756));
    }
    Instant later = NOW.plus(Duration.ofHours(20));
    assertThat(WindowInquiry.afterAnswer(NOW, later, seed)).isEqualTo(later);
  }

  @Test
  void anAuthorityThatWantsToBeLeftAloneForAYearIsAskedTheNextDay() {
    Instant year = NOW.plus(Duration.ofDays(365));
    assertThat(WindowInquiry.afterAnswer(NOW, year, seed)).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void withoutAnAnswerItIsAskedAnHourLater() {
    assertThat(WindowInquiry.afterTrouble(NOW, seed))
        .isBetween(NOW.plus(Duration.ofMinutes(45)), NOW.plus(Duration.ofMinutes(75)));
  }
}
