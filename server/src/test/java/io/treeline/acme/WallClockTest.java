package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WallClockTest {

  private static final URI FIRST = URI.create("https://ca.example/dir");
  private static final URI SECOND = URI.create("https://other.example/dir");

  private Instant wall = Instant.parse("2026-11-25T12:00:00Z");
  private long nanos = 17;
  private Duration authorityAhead = Duration.ZERO;
  private int asked;
  private boolean firstAnswers = true;
  private boolean secondAnswers = true;

  private final WallClock clock = new WallClock(() -> wall, () -> nanos, this::ask);

  private Instant ask(URI directory) throws IOException {
    asked++;
    if (directory.equals(FIRST) ? !firstAnswers : !secondAnswers) {
      throw new IOException("nobody there");
    }
    return wall.plus(authorityAhead);
  }

  @Test
  void beforeItWasComparedItIsNotTrusted() {
    assertThat(clock.isTrusted()).isFalse();
    assertThat(clock.wantsCheck()).isTrue();
    assertThat(clock.wantsCheck()).as("one comparison is under way").isFalse();
    check();
    assertThat(clock.isTrusted()).isTrue();
    assertThat(clock.wantsCheck()).isFalse();
    pass(Duration.ofMinutes(61));
    assertThat(clock.wantsCheck()).isTrue();
  }

  @Test
  void aFewMinutesApartAreTolerated() {
    authorityAhead = Duration.ofMinutes(4);
    check();
    assertThat(clock.trouble()).isNull();
    authorityAhead = Duration.ofMinutes(-6);
    check();
    assertThat(Objects.requireNonNull(clock.trouble()).sentence())
        .contains("6 minutes ahead of that of https://ca.example/dir");
    authorityAhead = Duration.ofDays(400);
    check();
    assertThat(Objects.requireNonNull(clock.trouble()).sentence()).contains("400 days behind");
    assertThat(clock.isTrusted()).isFalse();
  }

  @Test
  void aWrongOneIsComparedEveryMinuteAndTrustedAgainOnceItIsRight() {
    authorityAhead = Duration.ofHours(3);
    check();
    assertThat(clock.wantsCheck()).isFalse();
    pass(Duration.ofSeconds(61));
    assertThat(clock.wantsCheck()).isTrue();
    authorityAhead = Duration.ZERO;
    check();
    assertThat(clock.isTrusted()).isTrue();
  }

  @Test
  void aJumpStopsItUntilAnAuthorityConfirmsIt() {
    check();
    assertThat(clock.look()).isNull();
    pass(Duration.ofMinutes(20));
    assertThat(clock.look()).as("time that passed is no jump").isNull();
    wall = wall.plus(Duration.ofHours(8));
    assertThat(Objects.requireNonNull(clock.look()).sentence()).contains("jumped by 8 hours");
    assertThat(clock.isTrusted()).isFalse();
    assertThat(clock.wantsCheck()).isTrue();

    firstAnswers = false;
    secondAnswers = false;
    check();
    assertThat(clock.isTrusted()).as("nobody has confirmed it").isFalse();
    pass(Duration.ofSeconds(11));
    assertThat(clock.wantsCheck()).isTrue();
    secondAnswers = true;
    check();
    assertThat(clock.isTrusted()).isTrue();
  }

  @Test
  void anAuthorityThatCannotBeAskedLeavesItTrusted() {
    firstAnswers = false;
    secondAnswers = false;
    check();
    assertThat(asked).isEqualTo(2);
    assertThat(clock.isTrusted()).isTrue();
  }

  private void check() {
    clock.check(List.of(FIRST, SECOND));
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }
}
