package io.treeline.monitor;

import static io.treeline.registry.House.NOW;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.treeline.core.state.Condition;
import io.treeline.core.state.StateEntry;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.registry.HouseTest;
import io.treeline.store.StateEntryRow;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateListTest extends HouseTest {

  private static final Where EXAMPLE = Where.domain(name("example.com"));
  private static final Where WS = Where.role("ws1");

  @Test
  void theWorstComesFirst() {
    try (StateList list = list(null)) {
      list.open(condition("a", Status.NOTICE, EXAMPLE));
      list.open(condition("b", Status.ERROR, EXAMPLE));
      list.open(condition("c", Status.WARNING, EXAMPLE));

      assertThat(list.entries()).extracting(StateEntry::check).containsExactly("b", "c", "a");
      list.close(new Condition.Key("b", EXAMPLE));
      list.close(new Condition.Key("b", WS));
      assertThat(list.entries()).extracting(StateEntry::check).containsExactly("c", "a");
    }
  }

  @Test
  void anEntryThatChangesKeepsItsTime() {
    try (StateList list = list(null)) {
      list.open(condition("a", Status.WARNING, EXAMPLE));
      house.now = NOW.plusSeconds(60);
      list.open(condition("a", Status.ERROR, EXAMPLE));

      assertThat(list.entries()).hasSize(1);
      assertThat(list.entries().getFirst().since()).isEqualTo(NOW);
      assertThat(list.entries().getFirst().status()).isEqualTo(Status.ERROR);
    }
  }

  @Test
  void replacingClosesWhatIsNoLongerFoundByThatCheck() {
    try (StateList list = list(null)) {
      list.open(condition("a", Status.ERROR, EXAMPLE));
      list.open(condition("a", Status.ERROR, WS));
      list.open(condition("b", Status.ERROR, WS));

      list.replace("a", List.of(condition("a", Status.NOTICE, WS)));

      assertThat(list.entries())
          .extracting(StateEntry::check, StateEntry::status)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("b", Status.ERROR),
              org.assertj.core.groups.Tuple.tuple("a", Status.NOTICE));
    }
  }

  @Test
  void theTimeSinceWhenOutlivesARestartAndWhatIsNotFoundAgainIsForgotten() {
    try (StateList list = list("srv1")) {
      list.open(condition("a", Status.ERROR, EXAMPLE));
      list.open(condition("a", Status.ERROR, WS));
    }
    house.now = NOW.plus(Duration.ofHours(1));
    try (StateList list = list("srv1")) {
      assertThat(list.entries()).isEmpty();
      list.open(condition("a", Status.WARNING, WS));
      list.forgetUnseen();
      assertThat(list.entries().getFirst().since()).isEqualTo(NOW);
      assertThat(list.entries().getFirst().where().server()).isEqualTo("srv1");
    }
    assertThat(rows()).extracting(StateEntryRow::role).containsExactly("ws1");

    try (StateList list = list("srv1")) {
      list.forgetUnseen();
      list.open(condition("a", Status.ERROR, WS));
      assertThat(list.entries().getFirst().since()).isEqualTo(house.now);
    }
  }

  @Test
  void anotherServersEntriesAreItsOwn() {
    try (StateList one = list("srv1")) {
      one.open(condition("a", Status.ERROR, WS));
    }
    try (StateList other = list("srv2")) {
      other.open(condition("a", Status.ERROR, WS));
      other.forgetUnseen();
      other.close(new Condition.Key("a", WS));
    }
    assertThat(rows()).extracting(StateEntryRow::server).containsExactly("srv1");
  }

  @Test
  void manyEntriesAreWrittenTogether() {
    long before = house.store.read(read -> read.lastChange());
    try (StateList list = list(null)) {
      list.replace(
          "a",
          IntStream.range(0, 2_000)
              .mapToObj(i -> condition("a", Status.ERROR, Where.domain(name("n" + i + ".example"))))
              .toList());
      await().until(() -> rows().size() == 2_000);
    }
    assertThat(house.store.<Long>read(read -> read.lastChange()) - before).isLessThan(5);
  }

  private StateList list(String server) {
    return new StateList(house.store, () -> house.now, server);
  }

  private List<StateEntryRow> rows() {
    return house.store.read(read -> read.stateEntries());
  }

  private static Condition condition(String check, Status status, Where where) {
    return new Condition(check, status, "It is so.", "Do this.", where);
  }
}
