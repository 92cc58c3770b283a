package io.treeline.access;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.registry.DomainView;
import io.treeline.registry.House;
import io.treeline.registry.HouseTest;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RightsTest extends HouseTest {

  @BeforeEach
  void addSome() {
    house.add("example.com", "a.example.com", "other.org", "x.other.org");
  }

  /** A request that names a domain; {@code where} is the place in the sentence of a failure. */
  record Request(String words, Consumer<Call> run) {
    @Override
    public String toString() {
      return words;
    }
  }

  record Call(House house, Principal who, DomainName name) {}

  static Stream<Request> requests() {
    return Stream.of(
        new Request("show", c -> c.house.registry.show(c.who, c.name)),
        new Request("children", c -> c.house.registry.children(c.who, c.name, null, 10)),
        new Request("history", c -> c.house.registry.history(c.who, c.name)),
        new Request(
            "explain", c -> c.house.registry.explain(c.who, new Sni.Name(c.name), null, null)),
        new Request("set", c -> c.house.registry.set(c.who, c.name, Map.of(), null)),
        new Request("try set", c -> c.house.registry.trySet(c.who, c.name, Map.of(), null)),
        new Request("what if cleared", c -> c.house.registry.whatIfCleared(c.who, c.name)),
        new Request("clear", c -> c.house.registry.clearCertificate(c.who, c.name, null)),
        new Request(
            "put",
            c ->
                c.house.registry.putCertificate(
                    c.who, c.name, House.upload("no certificate"), false, null)),
        new Request("remove", c -> c.house.registry.remove(c.who, c.name, true, null)),
        new Request(
            "rename", c -> c.house.registry.rename(c.who, c.name, name("y.example.com"), null)),
        new Request(
            "move", c -> c.house.registry.move(c.who, c.name, name("example.com"), false, null)),
        new Request(
            "move to",
            c -> c.house.registry.move(c.who, name("a.example.com"), c.name, false, null)),
        new Request(
            "add below", c -> c.house.registry.add(c.who, name("q.example.com"), c.name, false)),
        new Request("token", c -> c.house.tokens.create(c.who, c.name, Right.VIEWER, null)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void whatLiesOutsideIsAnsweredAsIfItDidNotExist(Request request) {
    Principal tenant = house.holder("example.com", Right.ADMIN);
    String before = house.export(OWNER);

    Throwable outside =
        catchThrowable(() -> request.run().accept(new Call(house, tenant, name("other.org"))));
    Throwable above =
        catchThrowable(() -> request.run().accept(new Call(house, tenant, name("platform.local"))));
    Throwable nothing =
        catchThrowable(() -> request.run().accept(new Call(house, tenant, name("no.such"))));

    assertThat(nothing).isInstanceOf(Refusal.NotFound.class);
    assertThat(outside).hasSameClassAs(nothing).hasMessage(like(nothing, "other.org"));
    assertThat(above).hasSameClassAs(nothing).hasMessage(like(nothing, "platform.local"));
    assertThat(house.export(OWNER)).isEqualTo(before);
  }

  private static String like(Throwable nothing, String name) {
    return nothing.getMessage().replace("no.such", name);
  }

  @Test
  void addingWhereNoParentIsSeenSaysNothingOfTheOnesThatAreThere() {
    Principal tenant = house.holder("example.com", Right.ADMIN);

    String there =
        catchThrowable(() -> house.registry.add(tenant, name("q.other.org"), null, false))
            .getMessage();
    String nowhere =
        catchThrowable(() -> house.registry.add(tenant, name("q.no.such"), null, false))
            .getMessage();

    assertThat(there).isEqualTo(nowhere.replace("no.such", "other.org"));
    assertThat(there).doesNotContain("platform.local");
  }

  @Test
  void eachRightIncludesThoseBeforeIt() {
    Principal viewer = house.holder("example.com", Right.VIEWER);
    Principal operator = house.holder("example.com", Right.OPERATOR);
    Principal admin = house.holder("example.com", Right.ADMIN);
    DomainName name = name("a.example.com");

    for (Principal each : new Principal[] {viewer, operator, admin}) {
      assertThatCode(() -> house.registry.show(each, name)).doesNotThrowAnyException();
    }
    assertForbidden(() -> house.registry.set(viewer, name, Map.of("hsts_max_age", "1"), null));
    house.registry.set(operator, name, Map.of("hsts_max_age", "1"), null);
    assertForbidden(() -> house.registry.add(operator, name("q.example.com"), null, false));
    assertForbidden(() -> house.registry.rename(operator, name, name("q.example.com"), null));
    assertForbidden(() -> house.registry.move(operator, name, name("example.com"), false, null));
    assertForbidden(() -> house.registry.remove(operator, name, false, null));
    assertForbidden(() -> house.tokens.create(operator, name, Right.VIEWER, null));
    assertForbidden(() -> house.tokens.list(operator));
    house.registry.add(admin, name("q.example.com"), null, false);
    house.registry.rename(admin, name("q.example.com"), name("r.example.com"), null);
    house.registry.remove(admin, name("r.example.com"), false, null);
  }

  @Test
  void nobodyTakesHisOwnTopAway() {
    Principal admin = house.holder("example.com", Right.ADMIN);

    assertForbidden(() -> house.registry.remove(admin, name("example.com"), true, null));
    assertForbidden(
        () -> house.registry.rename(admin, name("example.com"), name("mine.com"), null));
  }

  @Test
  void theTopShowsNoParentAndIsAllThereIs() {
    Principal viewer = house.holder("example.com", Right.VIEWER);

    DomainView top = house.registry.top(viewer);

    assertThat(top.name()).isEqualTo(name("example.com"));
    assertThat(top.parent()).isNull();
    assertThat(house.registry.children(viewer, null, null, 10))
        .extracting(DomainView::name)
        .containsExactly(name("a.example.com"));
    assertThat(house.registry.top(OWNER).name()).isEqualTo(name("platform.local"));
  }

  @Test
  void theSubtreeMovesAlongWithItsTop() {
    Principal viewer = house.holder("x.other.org", Right.VIEWER);

    house.registry.rename(OWNER, name("other.org"), name("new.org"), null);

    assertThat(house.registry.top(viewer).name()).isEqualTo(name("x.new.org"));
  }

  private static void assertForbidden(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(Refusal.Forbidden.class);
  }
}
