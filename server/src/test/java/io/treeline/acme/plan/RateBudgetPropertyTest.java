package io.treeline.acme.plan;

import static io.treeline.acme.plan.Wishes.LETS_ENCRYPT;
import static io.treeline.acme.plan.Wishes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Admission.Deferred;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;

/** Random wishes and failures against what an authority would count. */
class RateBudgetPropertyTest {

  /** Small enough that each is met often. */
  private static final AuthorityLimits SMALL =
      new AuthorityLimits(
          List.of(
              new Limit(Counted.ACCOUNT_ORDERS, 6, Duration.ofSeconds(60), true),
              new Limit(Counted.REGISTERED_DOMAIN, 4, Duration.ofSeconds(90), true),
              new Limit(Counted.NAME_SET, 2, Duration.ofSeconds(80), false),
              new Limit(Counted.FAILURES, 2, Duration.ofSeconds(50), false)));

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  private RateBudget budget = new RateBudget(authority -> SMALL);
  private final List<Spent> stored = new ArrayList<>();
  private final NaiveAuthority authority = new NaiveAuthority();
  private final Map<Long, Instant> waiting = new HashMap<>();

  @RepeatedTest(20)
  void noLimitIsExceededInAnyStretchOfTimeAcrossRestartsAndFailures() {
    Instant now = NOW;
    int admitted = 0;
    for (int step = 0; step < 300; step++) {
      now = now.plusMillis(random.nextLong(0, 6_000));
      List<Candidate> wishes = wishes(random.nextInt(12));
      Admission admission = budget.admit(wishes, now, random.nextInt(1, 10));
      for (Admitted each : admission.admitted()) {
        stored.addAll(each.spent());
        admitted++;
        run(each, now);
      }
      for (Deferred each : admission.deferred()) {
        assertThat(each.until()).as("seed %d, step %d: %s", seed, step, each).isAfter(now);
      }
      if (random.nextInt(20) == 0) {
        budget = new RateBudget(host -> SMALL);
        budget.restore(stored);
      }
    }
    assertThat(admitted).as("seed %d", seed).isGreaterThan(50);
    assertThat(authority.firstExcess()).as("seed %d", seed).isNull();
  }

  @RepeatedTest(5)
  void everyoneGetsHisTurnAndWaitersOfOneTenantNoMoreThanTheirShare() {
    Set<Long> left = new HashSet<>();
    Map<Long, Candidate> wishes = new HashMap<>();
    for (long id = 0; id < 200; id++) {
      long tenant = id < 150 ? 1 : 2 + id % 5;
      wishes.put(id, Wishes.first(id, tenant, "d" + id + ".test"));
      waiting.put(id, NOW);
      left.add(id);
    }
    Instant now = NOW;
    Map<Long, Integer> perTenant = new HashMap<>();
    for (int step = 0; step < 5_000 && !left.isEmpty(); step++) {
      Instant here = now;
      List<Candidate> due =
          left.stream().filter(id -> !waiting.get(id).isAfter(here)).map(wishes::get).toList();
      Admission admission = budget.admit(due, now, 100);
      admission.deferred().forEach(d -> waiting.put(d.candidate().domainId(), d.until()));
      for (Admitted each : admission.admitted()) {
        left.remove(each.candidate().domainId());
        perTenant.merge(each.candidate().tenantId(), 1, Integer::sum);
      }
      int small = left.stream().mapToInt(id -> id < 150 ? 0 : 1).sum();
      if (small > 5) {
        assertThat(perTenant.getOrDefault(1L, 0))
            .as("seed %d: the huge tenant while small ones wait", seed)
            .isLessThanOrEqualTo(60 - small);
      }
      now = now.plusMillis(random.nextLong(1, 20_000));
    }
    assertThat(left).as("seed %d", seed).isEmpty();
  }

  private void run(Admitted admitted, Instant now) {
    Candidate candidate = admitted.candidate();
    boolean fails = random.nextInt(4) == 0;
    if (fails) {
      stored.addAll(budget.failed(admitted, candidate.names(), now));
      authority.failed(candidate, now);
    } else {
      stored.addAll(budget.issued(admitted, now));
      authority.issued(candidate, now);
    }
  }

  private List<Candidate> wishes(int count) {
    Map<Long, Candidate> wishes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long id = random.nextLong(40);
      String domain = "r" + id % 5 + ".test";
      List<String> names =
          id % 3 == 0
              ? List.of("a" + id + "." + domain, "b" + id + "." + domain)
              : List.of("a" + id + "." + domain);
      int orders = id % 7 == 0 ? 2 : 1;
      String account = "email:" + id % 2;
      Candidate.Renewal renewal = random.nextInt(3) == 0 ? renewal(id) : null;
      wishes.put(id, new Candidate(id, id % 4, LETS_ENCRYPT, account, names, orders, NOW, renewal));
    }
    return List.copyOf(wishes.values());
  }

  private static Candidate.Renewal renewal(long id) {
    Instant issued = NOW.minus(Duration.ofDays(44));
    RenewalPlan plan = RenewalPlan.of(issued, issued.plus(Duration.ofDays(45)), null, id);
    return new Candidate.Renewal(plan, issued.plus(Duration.ofDays(45)), true, null);
  }
}
