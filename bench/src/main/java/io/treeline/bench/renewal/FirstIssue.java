package io.treeline.bench.renewal;

import io.treeline.acme.plan.Admission;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.RateBudget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The first certificates of many names that are all wanted at once: one huge tenant and many small
 * ones. For one thread.
 */
final class FirstIssue {

  private static final URI DIRECTORY = URI.create("https://acme-v02.api.letsencrypt.org/directory");
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final long TICK = Duration.ofMinutes(5).toMillis();

  private final int hugeNames;
  private final int smallTenants;
  private final int smallNames;
  private final boolean accountPerTenant;
  private final RateBudget budget = new RateBudget();
  private final List<Long> hugeDone = new ArrayList<>();
  private final List<Long> smallDone = new ArrayList<>();

  private record Waiting(long until, Candidate candidate) {}

  /**
   * When names got their certificates, in days after the start, in ascending order. Immutable.
   *
   * @param huge those of the huge tenant
   * @param small those of all small ones
   */
  record Result(List<Double> huge, List<Double> small) {}

  private FirstIssue(int hugeNames, int smallTenants, int smallNames, boolean accountPerTenant) {
    this.hugeNames = hugeNames;
    this.smallTenants = smallTenants;
    this.smallNames = smallNames;
    this.accountPerTenant = accountPerTenant;
  }

  static Result run(int hugeNames, int smallTenants, int smallNames, boolean accountPerTenant) {
    FirstIssue issue = new FirstIssue(hugeNames, smallTenants, smallNames, accountPerTenant);
    issue.play();
    return new Result(days(issue.hugeDone), days(issue.smallDone));
  }

  private void play() {
    PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::until));
    for (int name = 0; name < hugeNames; name++) {
      waiting.add(new Waiting(0, candidate(0, waiting.size())));
    }
    for (int tenant = 1; tenant <= smallTenants; tenant++) {
      for (int name = 0; name < smallNames; name++) {
        waiting.add(new Waiting(0, candidate(tenant, waiting.size())));
      }
    }
    for (long now = 0; !waiting.isEmpty(); now += TICK) {
      List<Candidate> due = new ArrayList<>();
      while (!waiting.isEmpty() && waiting.element().until <= now) {
        due.add(waiting.remove().candidate);
      }
      Admission admission = budget.admit(due, START.plusMillis(now), Integer.MAX_VALUE);
      for (Admission.Admitted admitted : admission.admitted()) {
        (admitted.candidate().tenantId() == 0 ? hugeDone : smallDone).add(now);
      }
      for (Admission.Deferred deferred : admission.deferred()) {
        long until = deferred.until().toEpochMilli() - START.toEpochMilli();
        waiting.add(new Waiting(until, deferred.candidate()));
      }
    }
  }

  private Candidate candidate(long tenant, int id) {
    String account = accountPerTenant ? "tenant:" + tenant : "email:ops@example.com";
    List<String> names = List.of("customer" + id + ".example");
    return new Candidate(id, tenant, DIRECTORY, account, names, 1, START, null);
  }

  private static List<Double> days(List<Long> millis) {
    double day = Duration.ofDays(1).toMillis();
    return millis.stream().map(at -> at / day).toList();
  }
}
