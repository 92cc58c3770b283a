package io.treeline.acme.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant SOON = NOW.plusSeconds(21);
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(11));
  private static final URI FIRST = URI.create("https://ca.example/dir");
  private static final URI SECOND = URI.create("https://other.example/dir");

  private final Reachability<String> alone = new Reachability<>(List.of(FIRST));
  private final Reachability<String> both = new Reachability<>(List.of(FIRST, SECOND));

  @Test
  void theFirstIsAskedFirstAndTheNextAfterEachFailure() {
    var look = both.look(NOW);
    assertThat(look.next(0)).isEqualTo(FIRST);
    assertThat(look.next(1)).isEqualTo(SECOND);
    assertThat(look.next(2)).isEqualTo(FIRST);
  }

  @Test
  void whileOneIsAwayOneAtATimeTriesIt() {
    assertThat(away(alone, FIRST, NOW)).as("news").isTrue();
    assertThat(alone.why(FIRST)).isEqualTo("No.");
    assertThat(alone.look(NOW).next(0)).isNull();
    var look = alone.look(SOON);
    assertThat(look.next(0)).isEqualTo(FIRST);
    assertThat(look.next(0)).as("the second of one look").isNull();
    assertThat(alone.look(SOON).next(0)).as("nobody went to try it").isEqualTo(FIRST);

    alone.trying(FIRST);
    assertThat(alone.look(SOON).next(0)).isNull();
    assertThat(away(alone, FIRST, SOON)).as("news").isFalse();
    alone.trying(FIRST);
    alone.untried(FIRST);
    assertThat(alone.look(SOON.plusSeconds(21)).next(0)).isEqualTo(FIRST);

    assertThat(alone.answered(FIRST)).as("news").isTrue();
    assertThat(alone.answered(FIRST)).as("news").isFalse();
    assertThat(alone.look(SOON).next(0)).isEqualTo(FIRST);
    assertThat(alone.why(FIRST)).isNull();
  }

  @Test
  void theNextIsAskedOnceOneIsAwayForLong() {
    boolean unused = away(both, FIRST, NOW);
    assertThat(both.look(NOW.plusSeconds(10)).next(0)).isNull();
    assertThat(both.awayLong(SOON)).isEmpty();
    assertThat(both.mayAsk(0, NOW.plusSeconds(10))).isFalse();

    unused = away(both, FIRST, LATER);
    assertThat(both.look(LATER).next(0)).isEqualTo(SECOND);
    assertThat(both.awayLong(LATER)).containsExactly(new Reachability.Away<>(FIRST, NOW, "No."));
    assertThat(both.mayAsk(0, LATER)).isTrue();

    unused = away(both, SECOND, LATER);
    assertThat(both.look(LATER).next(0)).as("both are away").isNull();
    assertThat(both.mayAsk(0, LATER)).isFalse();
    both.trying(FIRST);
    assertThat(both.look(LATER.plusSeconds(21)).next(0))
        .as("the second may be back before the first")
        .isEqualTo(SECOND);
  }

  @Test
  void whoeverWaitedForOneForLongDoesNotWaitForAnother() {
    URI third = URI.create("https://third.example/dir");
    var all = new Reachability<String>(List.of(FIRST, SECOND, third));
    boolean unused = away(all, FIRST, NOW);
    unused = away(all, FIRST, LATER);
    assertThat(all.look(LATER).next(0)).isEqualTo(SECOND);
    unused = away(all, SECOND, LATER);
    assertThat(all.look(LATER).next(0)).isEqualTo(third);
    assertThat(all.look(LATER).next(1)).as("of whom the second is the first to ask").isNull();
  }

  @Test
  void oneThatIsAwayForLongIsTriedByOneAtATimeUntilItAnswers() {
    boolean unused = away(both, FIRST, NOW);
    unused = away(both, FIRST, LATER);
    Instant next = LATER.plusSeconds(20);
    var look = both.look(next);
    assertThat(look.next(0)).isEqualTo(FIRST);
    assertThat(look.next(0)).isEqualTo(SECOND);
    both.trying(FIRST);
    assertThat(both.look(next).next(0)).isEqualTo(SECOND);
    unused = both.answered(FIRST);
    assertThat(both.look(next).next(0)).isEqualTo(FIRST);
  }

  private static boolean away(Reachability<String> reachability, URI directory, Instant at) {
    return reachability.isAway(directory, "No.", at.plusSeconds(20), at);
  }
}
