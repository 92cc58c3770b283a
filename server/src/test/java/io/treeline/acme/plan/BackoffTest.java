package io.treeline.acme.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Instant FAILED = Instant.parse("2026-11-25T10:00:00Z");

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @ParameterizedTest
  @CsvSource({"1,PT1M", "2,PT10M", "3,PT100M", "4,P1D", "5,P1D", "4000,P1D"})
  void itIsAMinuteThenTenThenAHundredThenADay(int failures, Duration about) {
    for (int i = 0; i < 500; i++) {
      Instant next = Backoff.next(failures, FAILED, null, random.nextLong());
      assertThat((double) Duration.between(FAILED, next).toMillis() / about.toMillis())
          .as("seed %d, round %d", seed, i)
          .isBetween(0.9, 1.1);
    }
  }

  @Test
  void severalAttemptsFitBeforeACertificateExpires() {
    for (int i = 0; i < 500; i++) {
      Instant expires = FAILED.plusSeconds(random.nextLong(3_600, 160L * 3_600));
      Instant at = FAILED;
      int attempts = 0;
      while (at.isBefore(expires)) {
        attempts++;
        at = Backoff.next(3 + attempts, at, expires, random.nextLong());
      }
      assertThat(attempts).as("seed %d, %s left", seed, expires).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void noWaitIsShorterThanAMinuteNorLongerThanADay() {
    for (int i = 0; i < 2_000; i++) {
      Instant expires = FAILED.plusSeconds(random.nextLong(-3_600, 90L * 86_400));
      Instant next = Backoff.next(random.nextInt(1, 12), FAILED, expires, random.nextLong());
      assertThat(Duration.between(FAILED, next))
          .as("seed %d, %s", seed, expires)
          .isBetween(Duration.ofSeconds(54), Duration.ofMinutes(26 * 60 + 24));
    }
  }

  @Test
  void withoutAFailureThereIsNothingToWaitFor() {
    assertThatThrownBy(() -> Backoff.next(0, FAILED, null, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
