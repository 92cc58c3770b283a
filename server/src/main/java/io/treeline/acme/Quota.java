package io.treeline.acme;

import io.treeline.acme.plan.Admission;
import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.AgreedLimit;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.Counted;
import io.treeline.acme.plan.EvenLoad;
import io.treeline.acme.plan.RateBudget;
import io.treeline.acme.plan.Scope;
import io.treeline.acme.plan.Spent;
import io.treeline.config.Acme;
import io.treeline.store.SpentRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The budget of authorities' limits, and its rows in the store, from which it is taken when it is
 * asked first. Safe for use by several threads.
 */
final class Quota {

  private static final Duration LOAD_EVERY = Duration.ofDays(1);

  private final Store store;
  private final Acme acme;
  private @Nullable RateBudget known;
  private @Nullable Instant loadSummed;

  Quota(Store store, Acme acme) {
    this.store = store;
    this.acme = acme;
  }

  private synchronized RateBudget budget() {
    RateBudget budget = known;
    if (budget == null) {
      budget = budgetOf(acme, store.read(StoreRead::spent));
      known = budget;
    }
    return budget;
  }

  /** A budget of its own that knows those rows. */
  static RateBudget budgetOf(Acme acme, List<SpentRow> rows) {
    RateBudget budget = new RateBudget(agreed(acme));
    budget.restore(
        rows.stream()
            .map(row -> new Spent(row.authority(), row.counted(), row.subject(), row.until()))
            .toList());
    return budget;
  }

  /** The limits of the configuration. */
  private static List<AgreedLimit> agreed(Acme acme) {
    List<AgreedLimit> all = new ArrayList<>();
    for (Acme.Limits limits : acme.limits()) {
      Map<Counted, Acme.@Nullable Allowance> byKind = new EnumMap<>(Counted.class);
      byKind.put(Counted.ACCOUNT_ORDERS, limits.accountOrders());
      byKind.put(Counted.REGISTERED_DOMAIN, limits.registeredDomain());
      byKind.put(Counted.NAME_SET, limits.nameSet());
      byKind.put(Counted.FAILURES, limits.failures());
      byKind.forEach((counted, allowed) -> {
        if (allowed != null) {
          all.add(new AgreedLimit(limits.directory(), counted, allowed.count(), allowed.period()));
        }
      });
    }
    return all;
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
      budget().evenLoad(acme.directories().getFirst(), load(now));
      loadSummed = now;
    }
    return budget().ahead(acme.directories().getFirst(), now);
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
      case Outcome.Ended(Trouble trouble, List<String> unconfirmed) ->
          put(write, budget().failed(admitted, unconfirmed, now));
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

  /**
   * An attempt ended before an order was made, for a store that takes no writes. What the store has
   * of it by then only makes the budget smaller until the next start.
   */
  void giveBack(Admitted admitted, Instant now) {
    List<Spent> unwritten = budget().notOrdered(admitted, now);
  }

  private static void put(StoreWrite write, List<Spent> rows) {
    for (Spent row : rows) {
      write.putSpent(new SpentRow(row.authority(), row.counted(), row.subject(), row.until()));
    }
  }
}
