package io.treeline.acme.challenge;

import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.cert.ValidationCertificate;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import io.treeline.core.challenge.Challenges;
import io.treeline.registry.House;
import io.treeline.registry.HouseTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChallengeBoardTest extends HouseTest {

  private final ChallengeAnswer http =
      new ChallengeAnswer.Http01(name("a.example"), "token", "token.thumb");
  private final ChallengeAnswer.TlsAlpn01 tls =
      new ChallengeAnswer.TlsAlpn01(
          name("a.example"),
          ValidationCertificate.create(name("a.example"), new byte[32], House.NOW));
  private final Dns01 dns = new Dns01(name("a.example"), "value");

  /** A zone in memory, which may fail. */
  private static final class Zone implements TxtRecords {
    private final List<Dns01> records = new ArrayList<>();
    private boolean fails;

    @Override
    public void add(List<Dns01> more) throws ChallengeException {
      records.addAll(more);
      if (fails) {
        throw new ChallengeException("The zone is full.");
      }
    }

    @Override
    public void remove(Dns01 record) throws ChallengeException {
      if (fails) {
        throw new ChallengeException("The zone is locked.");
      }
      records.remove(record);
    }
  }

  @Test
  void whatIsPostedIsInForceWhenTheCallReturnsAndGoneAfterItsWithdrawal() throws Exception {
    Zone zone = new Zone();
    ChallengeBoard board = board(zone);

    board.post(List.of(http, tls, dns));

    assertThat(live().http01("token")).isEqualTo("token.thumb");
    assertThat(live().tlsAlpn01(name("a.example"))).isEqualTo(tls.id());
    assertThat(live().dns01(name("a.example"))).containsExactly("value");
    assertThat(zone.records).containsExactly(dns);

    board.withdraw(List.of(http, tls, dns));
    board.withdraw(List.of(http, tls, dns));

    assertThat(house.feed.await(lastChange(), Duration.ofSeconds(5))).isTrue();
    assertThat(live().http01("token")).isNull();
    assertThat(live().tlsAlpn01(name("a.example"))).isNull();
    assertThat(zone.records).isEmpty();
  }

  @Test
  void whenARecordCannotBePublishedNothingStaysUp() {
    Zone zone = new Zone();
    zone.fails = true;

    assertThatThrownBy(() -> board(zone).post(List.of(http, dns)))
        .isInstanceOf(ChallengeException.class)
        .hasMessage("The zone is full.");
    assertThat(stored().http01("token")).isNull();
  }

  @Test
  void aRecordThatCannotBeRemovedIsRememberedUntilItCan() throws Exception {
    Zone zone = new Zone();
    ChallengeBoard board = board(zone);
    board.post(List.of(http, dns));
    zone.fails = true;
    board.withdraw(List.of(http, dns));
    assertThat(stored().dns01(name("a.example"))).containsExactly("value");

    house.now = house.now.plus(Duration.ofDays(2));
    board.tidy();
    assertThat(zone.records).containsExactly(dns);
    zone.fails = false;
    board.tidy();

    assertThat(zone.records).isEmpty();
    assertThat(stored().dns01(name("a.example"))).isEmpty();
  }

  @Test
  void whatACrashLeftGoesAfterADayAndNotBefore() throws Exception {
    Zone zone = new Zone();
    board(zone).post(List.of(http, tls, dns));

    house.now = house.now.plus(Duration.ofHours(23));
    board(zone).tidy();
    assertThat(stored().http01("token")).isNotNull();
    house.now = house.now.plus(Duration.ofHours(2));
    board(zone).tidy();

    assertThat(stored().stand().count()).isZero();
    assertThat(zone.records).isEmpty();
  }

  @Test
  void withoutAWayToPublishRecordsDns01IsRefusedWithWhatToDo() {
    ChallengeBoard board =
        ChallengeBoard.of(house.store, house.feed, null, List.of(), Map.of(), () -> house.now);

    assertThat(board.canAnswerDns()).isFalse();
    assertThatThrownBy(() -> board.post(List.of(http, dns)))
        .isInstanceOf(ChallengeException.class)
        .hasMessageContaining("'acme.dns'");
    assertThat(stored().stand().count()).isZero();
  }

  private ChallengeBoard board(@Nullable TxtRecords records) {
    return new ChallengeBoard(house.store, house.feed, records, () -> house.now);
  }

  private Challenges live() {
    return house.feed.live().challenges();
  }

  private Challenges stored() {
    return house.store.read(read -> read.challenges(Challenges.NONE));
  }

  private long lastChange() {
    return house.store.<Long>read(read -> read.lastChange());
  }
}
