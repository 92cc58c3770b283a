package io.treeline.acme.plan;

import static io.treeline.acme.plan.Wishes.ACCOUNT;
import static io.treeline.acme.plan.Wishes.LETS_ENCRYPT;
import static io.treeline.acme.plan.Wishes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Duration LIFETIME = Duration.ofDays(45);

  private final RateBudget budget = new RateBudget();

  @Test
  void aRenewalComesAgainEachTwoThirdsOfALifetime() {
    Forecast forecast = forecast(Duration.ofDays(70));
    forecast.add(renewal(1, "a.test", NOW.plus(Duration.ofDays(5)), 1));
    Forecast.Result result = forecast.result();
    assertThat(result.orders()).isEqualTo(3);
    assertThat(result.next())
        .extracting(Forecast.Planned::at)
        .containsExactly(day(5), day(35), day(65));
    assertThat(result.next())
        .extracting(Forecast.Planned::why)
        .containsExactly("renewal-info", "renewal", "renewal");
    assertThat(result.perDay()).hasSize(71).containsEntry(LocalDate.parse("2026-11-30"), 1L);
    assertThat(result.held()).isEmpty();
  }

  @Test
  void aDualCertificateIsTwoOrders() {
    Forecast forecast = forecast(Duration.ofDays(10));
    forecast.add(renewal(1, "a.test", NOW.plusSeconds(60), 2));
    assertThat(forecast.result().orders()).isEqualTo(2);
  }

  @Test
  void whatDoesNotFitTheLimitsIsNamedWithItsDay() {
    Forecast forecast = forecast(Duration.ofDays(2));
    for (int id = 0; id < 6_000; id++) {
      forecast.add(first(id, "d" + id + ".test"));
    }
    Forecast.Result result = forecast.result();
    assertThat(result.orders()).isBetween(5_000L, 5_100L);
    assertThat(result.held()).hasSize(5_700);
    assertThat(result.held().getLast().limit()).isEqualTo("300 orders in 3 hours for an account");
    assertThat(result.held().getLast().until())
        .isBetween(
            NOW.plusSeconds(36L * 5_700).minusSeconds(3_600),
            NOW.plusSeconds(36L * 5_700).plusSeconds(7_200));
  }

  @Test
  void aFirstCertificateComesAtItsTimeNotAtTheHourThatItIsCountedIn() {
    Forecast forecast = forecast(Duration.ofMinutes(90));
    forecast.add(first(1, "soon.test", NOW.plusSeconds(25)));
    forecast.add(first(2, "later.test", NOW.plusSeconds(80 * 60)));
    Forecast.Result result = forecast.result();
    assertThat(result.next())
        .extracting(Forecast.Planned::at)
        .containsExactly(NOW.plusSeconds(25), NOW.plusSeconds(80 * 60));
    assertThat(result.orders()).isEqualTo(2);
  }

  @Test
  void theBudgetItselfIsNotTouched() {
    Forecast forecast = forecast(Duration.ofDays(2));
    forecast.add(first(1, "a.test"));
    forecast.result();
    assertThat(budget.balances(Wishes.first(1, 1, "a.test"), NOW).getFirst().left()).isEqualTo(300);
  }

  @Test
  void aWildcardIsAdvisedWhereItCoversSeveralNamesOneLabelBelow() {
    Forecast forecast = forecast(Duration.ofDays(2));
    for (int id = 0; id < 5; id++) {
      forecast.add(renewal(id, "a" + id + ".shop.example.com", day(1), 1));
    }
    forecast.add(renewal(10, "x.a1.shop.example.com", day(1), 1));
    forecast.add(renewal(11, "one.co.uk", day(1), 1));
    forecast.add(renewal(12, "two.co.uk", day(1), 1));
    assertThat(forecast.result().wildcards())
        .containsExactly(new WildcardAdvice.Wildcard("*.shop.example.com", 5));
  }

  @Test
  void aMillionDomainsTakeSeconds() {
    Forecast forecast = forecast(Duration.ofDays(60));
    long start = System.nanoTime();
    for (int id = 0; id < 1_000_000; id++) {
      String name = "h" + id + ".c" + id / 50 + ".example.com";
      forecast.add(renewal(id, name, NOW.plusSeconds(id * 2_592L / 1_000), 1));
    }
    Forecast.Result result = forecast.result();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(result.orders()).isEqualTo(2_000_000);
    assertThat(result.next()).hasSize(100);
  }

  private Forecast forecast(Duration horizon) {
    return new Forecast(budget, NOW, NOW.plus(horizon), 100);
  }

  private static Instant day(int number) {
    return NOW.plus(Duration.ofDays(number));
  }

  private static Forecast.Domain renewal(long id, String name, Instant next, int orders) {
    Instant issued = next.minus(Duration.ofDays(30));
    return domain(
        id,
        name,
        next,
        "renewal-info",
        orders,
        new Forecast.Certificate(issued, issued.plus(LIFETIME), true));
  }

  private static Forecast.Domain first(long id, String name) {
    return first(id, name, NOW);
  }

  private static Forecast.Domain first(long id, String name, Instant next) {
    return domain(id, name, next, "first", 1, null);
  }

  private static Forecast.Domain domain(
      long id,
      String name,
      Instant next,
      String why,
      int orders,
      Forecast.@Nullable Certificate certificate) {
    return new Forecast.Domain(
        id,
        DomainName.ofStored(name),
        id % 7,
        LETS_ENCRYPT,
        ACCOUNT,
        List.of(name),
        orders,
        next,
        why,
        certificate);
  }
}
