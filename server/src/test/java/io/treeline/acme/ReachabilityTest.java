package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final URI FIRST = URI.create("https://ca.example/dir");
  private static final URI SECOND = URI.create("https://other.example/dir");
  private static final List<URI> BOTH = List.of(FIRST, SECOND);
  private static final Trouble TROUBLE = new Trouble("unreachable", "No.", "Wait.", null);

  private final Reachability reachability = new Reachability();

  @Test
  void theFirstIsAskedFirstAndTheNextAfterEachFailure() {
    assertThat(reachability.choose(BOTH, 0, NOW)).isEqualTo(FIRST);
    assertThat(reachability.choose(BOTH, 1, NOW)).isEqualTo(SECOND);
    assertThat(reachability.choose(BOTH, 2, NOW)).isEqualTo(FIRST);
  }

  @Test
  void whileOneIsAwayOneAtATimeTriesIt() {
    assertThat(reachability.room(FIRST, NOW)).isGreaterThan(1_000);
    assertThat(away(FIRST, NOW)).isTrue();
    assertThat(reachability.room(FIRST, NOW)).isZero();
    Instant later = NOW.plusSeconds(21);
    assertThat(reachability.room(FIRST, later)).isEqualTo(1);
    reachability.trying(FIRST);
    assertThat(reachability.room(FIRST, later)).isZero();
    assertThat(away(FIRST, later)).as("no news").isFalse();
    reachability.trying(FIRST);
    reachability.untried(FIRST);
    assertThat(reachability.room(FIRST, later.plusSeconds(21))).isEqualTo(1);
    assertThat(reachability.answered(FIRST)).isTrue();
    assertThat(reachability.answered(FIRST)).isFalse();
    assertThat(reachability.room(FIRST, later)).isGreaterThan(1_000);
  }

  @Test
  void oneThatIsAwayForLongIsSaidAndTheNextIsAskedUnlessThatIsAwayToo() {
    boolean unused = away(FIRST, NOW);
    assertThat(reachability.choose(BOTH, 0, NOW.plusSeconds(300))).isEqualTo(FIRST);
    assertThat(reachability.awayLong(NOW.plusSeconds(300))).isEmpty();
    Instant later = NOW.plus(Duration.ofMinutes(11));
    assertThat(reachability.choose(BOTH, 0, later)).isEqualTo(SECOND);
    assertThat(reachability.awayLong(later))
        .containsExactly(new IssuanceReports.Unreachable(FIRST, NOW, TROUBLE));
    unused = away(SECOND, NOW);
    assertThat(reachability.choose(BOTH, 0, later)).isEqualTo(FIRST);
  }

  private boolean away(URI directory, Instant at) {
    return reachability.isAway(directory, TROUBLE, at.plusSeconds(20), at);
  }
}
