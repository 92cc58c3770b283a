package io.treeline.acme.plan;

import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Admission.Deferred;
import io.treeline.acme.plan.FairTurns.Step;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may order a certificate now, so that no authority's limit is exceeded, no tenant waits for
 * another's mass, and the load of a large installation stays even. Without clock and I/O.
 *
 * <p>Renewals that press come first (see {@link RenewalPlan#pressing}), then what is due, then what
 * is drawn ahead to fill a gap. In each of these, tenants take turns. A name that fails, or a
 * registered domain that is used up, holds back nobody else: its tenant's turn passes to his next.
 *
 * <p>Counts in memory; the rows that the methods give are the same in a form to be stored, and have
 * to be, in the transaction in which the order begins or before it. Rows that were written for an
 * order that was then never made only make the budget smaller for a while. At the start, {@link
 * #restore} takes them back. Safe for use by several threads; there must be one in the
 * installation.
 */
public final class RateBudget {

  private static final int FORGET_EVERY_MILLIS = 6 * 3_600_000;

  private final Function<String, AuthorityLimits> limits;
  private final Map<String, AuthorityBudget> budgets = new HashMap<>();
  private final Map<URI, AuthorityBudget> byDirectory = new HashMap<>();
  private final FairTurns turns = new FairTurns();
  private long forgotten;

  /** A budget of which nothing is spent, with the limits that are known. */
  public RateBudget() {
    this(AuthorityLimits::of);
  }

  /** A budget of which nothing is spent, with what was agreed in place of what is known. */
  public RateBudget(Collection<AgreedLimit> agreed) {
    this(authority ->
        AuthorityLimits.of(authority)
            .with(
                agreed.stream().filter(each -> name(each.directory()).equals(authority)).toList()));
  }

  RateBudget(Function<String, AuthorityLimits> limits) {
    this.limits = limits;
  }

  /** Takes what the store has; before anything else is asked. */
  public synchronized void restore(Collection<Spent> rows) {
    for (Spent row : rows) {
      budget(row.authority()).restore(row);
    }
  }

  /**
   * Decides who may go now, and takes what they need. Give it everything that is due, however much
   * that is: what it leaves out can't be fair. Takes O(n log n).
   *
   * @param candidates at most one for a domain
   * @param most how many may go at once
   */
  public synchronized Admission admit(List<Candidate> candidates, Instant now, int most) {
    forget(now.toEpochMilli());
    budgets.values().forEach(AuthorityBudget::begin);
    List<Candidate> pressing = new ArrayList<>();
    List<Candidate> due = new ArrayList<>();
    List<Candidate> ahead = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean isDue = candidate.isDue(now);
      (candidate.isPressing(now) ? pressing : isDue ? due : ahead).add(candidate);
    }
    List<Admitted> admitted = new ArrayList<>();
    List<Deferred> deferred = new ArrayList<>();
    FairTurns.Decision decision =
        candidate ->
            admitted.size() >= most
                ? Step.STOP
                : budget(candidate.directory()).decide(candidate, now, admitted, deferred);
    boolean unused =
        turns.go(pressing, decision) && turns.go(due, decision) && turns.go(ahead, decision);
    return new Admission(admitted, deferred);
  }

  /**
   * Lets orders go on that were begun before. They take nothing any more, and wait only where the
   * authority asked for patience meanwhile.
   */
  public synchronized Admission resume(List<Candidate> candidates, Instant now) {
    List<Admitted> admitted = new ArrayList<>();
    List<Deferred> deferred = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Deferred wait = budget(candidate.directory()).patientFor(candidate, now);
      if (wait == null) {
        admitted.add(new Admitted(candidate, List.of()));
      } else {
        deferred.add(wait);
      }
    }
    return new Admission(admitted, deferred);
  }

  /**
   * How many renewals should be drawn ahead now, so that a gap in the load is filled. Give {@link
   * #admit} as many candidates more, of those that are due next.
   */
  public synchronized int ahead(URI directory, Instant now) {
    return budget(directory).pace().ahead(now.toEpochMilli());
  }

  /**
   * Tells how many renewals a day there would be if they were even; see {@link EvenLoad}. Until it
   * is told, every renewal goes when it is due.
   */
  public synchronized void evenLoad(URI directory, double renewalsPerDay) {
    budget(directory).pace().even(renewalsPerDay);
  }

  /** A certificate was issued, so all its names were validated. Gives the rows to store. */
  public synchronized List<Spent> issued(Admitted admitted, Instant now) {
    Candidate candidate = admitted.candidate();
    return budget(candidate.directory()).validated(candidate, now.toEpochMilli());
  }

  /**
   * An attempt failed at the authority: names are counted, and the certificates that were reserved
   * are free again. Gives the rows to store.
   *
   * @param names whose validation failed, of those of the candidate; none if it wasn't a validation
   */
  public synchronized List<Spent> failed(Admitted admitted, Collection<String> names, Instant now) {
    Candidate candidate = admitted.candidate();
    AuthorityBudget budget = budget(candidate.directory());
    List<Spent> rows = budget.giveBack(admitted, false, now.toEpochMilli());
    rows.addAll(budget.failed(candidate, names, now.toEpochMilli()));
    return rows;
  }

  /** An attempt ended before an order was made (preflight). Gives the rows to store. */
  public synchronized List<Spent> notOrdered(Admitted admitted, Instant now) {
    return budget(admitted.candidate().directory()).giveBack(admitted, true, now.toEpochMilli());
  }

  /**
   * An authority asked for patience (429, or any {@code Retry-After}). Gives the rows to store.
   *
   * @param candidate whose request it answered
   */
  public synchronized List<Spent> patience(Candidate candidate, Scope scope, Instant until) {
    return budget(candidate.directory()).patience().ask(candidate, scope, until.toEpochMilli());
  }

  /**
   * Until when a whole authority wants to be left alone; null if it doesn't. Meanwhile there is no
   * use in asking for anybody's turn.
   */
  public synchronized @Nullable Instant leftAloneUntil(URI directory, Instant now) {
    long until = budget(directory).patience().ofAll();
    return until > now.toEpochMilli() ? Instant.ofEpochMilli(until) : null;
  }

  /** What is left of the limits that a candidate counts for. */
  public synchronized List<Balance> balances(Candidate candidate, Instant now) {
    return budget(candidate.directory()).balances(candidate, now.toEpochMilli());
  }

  /** A budget of its own in the same state, to play with. */
  synchronized RateBudget copy() {
    RateBudget copy = new RateBudget(limits);
    budgets.forEach((authority, budget) -> copy.budgets.put(authority, budget.copy()));
    return copy;
  }

  private void forget(long now) {
    if (now - forgotten >= FORGET_EVERY_MILLIS || now < forgotten) {
      budgets.values().forEach(budget -> budget.forget(now));
      forgotten = now;
    }
  }

  private AuthorityBudget budget(URI directory) {
    AuthorityBudget known = byDirectory.get(directory);
    if (known == null) {
      known = budget(name(directory));
      byDirectory.put(directory, known);
    }
    return known;
  }

  private AuthorityBudget budget(String authority) {
    return budgets.computeIfAbsent(authority, a -> new AuthorityBudget(a, limits.apply(a)));
  }

  private static String name(URI directory) {
    String authority = directory.getAuthority();
    return authority == null ? directory.toString() : authority.toLowerCase(Locale.ROOT);
  }
}
