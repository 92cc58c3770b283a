package io.treeline.acme;

import io.treeline.acme.plan.Admission;
import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.EvenLoad;
import io.treeline.acme.plan.RateBudget;
import io.treeline.acme.plan.Scope;
import io.treeline.acme.plan.Spent;
import io.treeline.store.SpentRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The budget of authorities' limits, and its rows in the store, from which it is taken when it is
 * asked first. Safe for use by several threads.
 */
final class Quota {

  private static final Duration LOAD_EVERY = Duration.ofDays(1);

  private final Store store;
  private final List<URI> directories;
  private @Nullable RateBudget known;
  private @Nullable Instant loadSummed;

  Quota(Store store, List<URI> directories) {
    this.store = store;
    this.directories = directories;
  }

  private synchronized RateBudget budget() {
    RateBudget budget = known;
    if (budget == null) {
      budget = budgetOf(store);
      known = budget;
    }
    return budget;
  }

  /** A budget of its own that knows what the store says was spent. */
  static RateBudget budgetOf(Store store) {
    return budgetOf(store.read(StoreRead::spent));
  }

  /** A budget of its own that knows those rows. */
  static RateBudget budgetOf(List<SpentRow> rows) {
    RateBudget budget = new RateBudget();
    budget.restore(
        rows.stream()
            .map(row -> new Spent(row.authority(), row.counted(), row.subject(), row.until()))
            .toList());
    return budget;
  }

  Admission admit(List<Candidate> candidates, Instant now, int most) {
    return budget().admit(candidates, now, most);
  }

  /** Lets orders go on that were begun before, where the authority didn't ask for patience. */
  Admission resume(List<Candidate> candidates, Instant now) {
    return budget().resume(candidates, now);
  }

  /** Until when an authority wants to be left alone by everybody; null if it doesn't. */
  @Nullable Instant leftAloneUntil(URI directory, Instant now) {
    return budget().leftAloneUntil(directory, now);
  }

  /**
   * How many renewals should be drawn ahead now. Sums up the load of the installation daily; for
   * one thread.
   */
  int ahead(Instant now) {
    if (loadSummed == null || loadSummed.plus(LOAD_EVERY).isBefore(now)) {
      budget().evenLoad(directories.getFirst(), load(now));
      loadSummed = now;
    }
    return budget().ahead(directories.getFirst(), now);
  }

  private double load(Instant now) {
    EvenLoad load = new EvenLoad();
    store.<Boolean>read(read -> {
      read.expiringBefore(
          now.plus(Duration.ofDays(1_000)),
          row -> {
            if (row.source().equals("acme")) {
              load.add(row.notBefore(), row.notAfter(), 1);
            }
          });
      return true;
    });
    return load.perDay();
  }

  /** What an order spends, to be stored before it is made. */
  static void begin(StoreWrite write, Admitted admitted) {
    put(write, admitted.spent());
  }

  /**
   * What came of it.
   *
   * @param wasOrdered whether an order is or was at the authority
   */
  void settle(
      StoreWrite write, Admitted admitted, Outcome outcome, boolean wasOrdered, Instant now) {
    Candidate candidate = admitted.candidate();
    switch (outcome) {
      case Outcome.Issued issued -> put(write, budget().issued(admitted, now));
      case Outcome.Failed(Trouble trouble, List<String> unconfirmed) ->
          put(
              write,
              trouble.kind().equals("preflight")
                  ? budget().notOrdered(admitted, now)
                  : budget().failed(admitted, unconfirmed, now));
      case Outcome.Later(Trouble trouble, Instant until, boolean all) -> {
        if (!wasOrdered) {
          put(write, budget().notOrdered(admitted, now));
        }
        if (trouble.kind().equals("rate-limited")) {
          Scope scope = all ? Scope.AUTHORITY : Scope.ofRefusal(String.valueOf(trouble.problem()));
          put(write, budget().patience(candidate, scope, until));
        }
      }
      case Outcome.Dropped dropped -> {
        if (!wasOrdered) {
          put(write, budget().notOrdered(admitted, now));
        }
      }
    }
  }

  private static void put(StoreWrite write, List<Spent> rows) {
    for (Spent row : rows) {
      write.putSpent(new SpentRow(row.authority(), row.counted(), row.subject(), row.until()));
    }
  }
}
