package io.treeline.acme;

import io.treeline.acme.plan.Reachability;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The attempts that run, each on a virtual thread: some at a time, one for a domain. One thread
 * begins them; any may ask which run.
 */
final class Attempts {

  private static final int AT_ONCE = 32;

  private final Execution execution;
  private final Reachability<?> reachability;
  private final Executor threads;
  private final Bell bell;
  private final Set<Long> domains = ConcurrentHashMap.newKeySet();

  Attempts(Execution execution, Reachability<?> reachability, Executor threads, Bell bell) {
    this.execution = execution;
    this.reachability = reachability;
    this.threads = threads;
    this.bell = bell;
  }

  /** How many more may begin. */
  int room() {
    return Math.max(0, AT_ONCE - domains.size());
  }

  boolean isRunning(long domainId) {
    return domains.contains(domainId);
  }

  /** The domains of those that run. */
  Set<Long> running() {
    return Set.copyOf(domains);
  }

  /** Has one run, unless one for its domain does. */
  void begin(Orders orders, Attempt attempt) {
    if (!domains.add(attempt.domainId())) {
      return;
    }
    reachability.trying(attempt.directory());
    try {
      threads.execute(() -> run(orders, attempt));
    } catch (RejectedExecutionException e) {
      ended(attempt);
    }
  }

  private void run(Orders orders, Attempt attempt) {
    boolean isSettled = false;
    try {
      isSettled = execution.carriedOut(orders, attempt);
    } finally {
      ended(attempt);
    }
    if (isSettled) {
      bell.ring();
    }
  }

  private void ended(Attempt attempt) {
    reachability.untried(attempt.directory());
    domains.remove(attempt.domainId());
  }
}
