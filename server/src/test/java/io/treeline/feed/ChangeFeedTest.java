package io.treeline.feed;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.challenge.Challenges;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.registry.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ChangeFeedTest extends HouseTest {

  @Test
  void whatWasWrittenIsInForceWhenTheCallReturns() {
    for (int i = 0; i < 50; i++) {
      house.add("n" + i + ".example");
      assertThat(house.has("n" + i + ".example")).isTrue();
    }
  }

  @Test
  void namesMayBeExchangedInOneChange() {
    house.add("a.example", "b.example", "c.example");
    long a = house.domain("a.example").id();
    long b = house.domain("b.example").id();
    house.put("a.example");

    house.store.change(write -> {
      write.rename(a, name("tmp.example"));
      write.rename(b, name("a.example"));
      write.rename(a, name("b.example"));
    });

    await().until(() -> house.domain("a.example").id() == b);
    assertThat(house.domain("b.example").id()).isEqualTo(a);
    assertThat(house.domain("b.example").hasCertificate()).isTrue();
    assertThat(house.tree().size()).isEqualTo(4);
    assertThat(house.has("tmp.example")).isFalse();
  }

  @Test
  void aNameMayGoAndComeBackInOneChange() {
    house.add("a.example");
    long old = house.domain("a.example").id();
    long master = house.domain("platform.local").id();

    long[] id = new long[1];
    house.store.change(write -> {
      write.remove(old);
      id[0] = write.insertDomain(name("a.example"), master);
    });

    await().until(() -> house.domain("a.example").id() == id[0]);
    assertThat(house.tree().domain(old)).isNull();
    assertThat(house.tree().size()).isEqualTo(2);
  }

  @Test
  void anEarlierVersionStaysAsItWas() {
    house.add("a.example", "x.a.example");
    DomainTree before = house.tree();

    house.registry.rename(OWNER, name("a.example"), name("b.example"), null);
    house.registry.remove(OWNER, name("b.example"), true, null);

    assertThat(before.domain(name("x.a.example"))).isNotNull();
    assertThat(before.size()).isEqualTo(3);
    assertThat(house.tree().size()).isEqualTo(1);
  }

  @Test
  void manyWritersAtOnceEachSeeTheirOwn() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        int writer = w;
        done.add(writers.submit(() -> writeMany(writer)));
      }
      for (Future<Boolean> each : done) {
        assertThat(each.get()).isTrue();
      }
    }
    try (ChangeFeed fresh = ChangeFeed.start(house.store)) {
      assertThat(names(fresh.live().tree())).isEqualTo(names(house.tree()));
    }
  }

  private boolean writeMany(int writer) {
    boolean seen = true;
    for (int i = 0; i < 25; i++) {
      String name = "n" + i + ".w" + writer + ".example";
      house.add(name);
      seen &= house.has(name);
      if (i % 3 == 0) {
        house.registry.remove(OWNER, name(name), false, null);
        seen &= !house.has(name);
      }
    }
    return seen;
  }

  private static TreeMap<String, Long> names(DomainTree tree) {
    TreeMap<String, Long> names = new TreeMap<>();
    tree.forEach(domain -> names.put(domain.name().text(), domain.id()));
    return names;
  }

  @Test
  void listenersHearOfEachVersionInOrderAndOneThatFailsHarmsNobody() {
    List<Long> heard = new CopyOnWriteArrayList<>();
    house.feed.onLive(live -> {
      throw new IllegalStateException("a listener that fails");
    });
    house.feed.onLive(live -> heard.add(live.change()));

    house.add("a.example", "b.example");

    await().until(() -> heard.contains(house.feed.live().change()));
    List<Long> sorted = new ArrayList<>(heard);
    Collections.sort(sorted);
    assertThat(heard).isEqualTo(sorted).doesNotHaveDuplicates();
  }

  @Test
  void waitingForWhatNeverComesEnds() {
    assertThat(house.feed.await(house.tree().change() + 1, Duration.ofMillis(20))).isFalse();
    assertThat(house.feed.await(house.tree().change(), Duration.ZERO)).isTrue();
  }

  @Test
  void aClosedFeedLetsNobodyWaitAndKeepsWhatWasInForce() {
    house.add("a.example");
    house.feed.close();

    assertThat(house.feed.await(house.tree().change() + 1, Duration.ofMinutes(1))).isFalse();
    assertThat(house.tree().domain(name("a.example")))
        .extracting(Domain::isMaster)
        .isEqualTo(false);
  }

  @Test
  void theDefaultCertificateIsPartOfWhatIsInForce() {
    assertThat(house.feed.live().defaultCertificate()).isNull();

    house.prepareInstallation();

    await().until(() -> house.feed.live().defaultCertificate() != null);
  }

  @Test
  void answersToChallengesArePartOfWhatIsInForceAndOtherChangesLeaveThemAlone() {
    ChallengeAnswer answer = new ChallengeAnswer.Http01(name("a.example"), "token", "token.thumb");

    house.store.change(write -> write.putChallenge(answer, Instant.parse("2030-01-01T00:00:00Z")));
    await().until(() -> house.feed.live().challenges().http01("token") != null);
    Challenges waiting = house.feed.live().challenges();
    house.add("a.example");

    assertThat(house.feed.live().challenges()).isSameAs(waiting);

    house.store.change(write -> write.removeChallenge(answer));
    await().until(() -> house.feed.live().challenges().http01("token") == null);
  }
}
