package io.treeline.acme.plan;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets tenants take turns: one candidate each, again and again, the tenant first whose last turn is
 * the longest ago. Within a tenant first certificates come before renewals, longest wanted first,
 * and renewals by their expiry. Not safe for several threads.
 *
 * <p>Takes O(n log n) for n candidates, however they are distributed.
 */
final class FairTurns {

  /** What came of a candidate. */
  enum Step {
    /** Its tenant's turn is over. */
    TURN_TAKEN,
    /** The same, and it got what it wanted. */
    SERVED,
    /** It can't go for a reason of its own: the next of the same tenant is asked. */
    PASSED,
    /** Nobody else is asked. */
    STOP
  }

  /** Decides about a candidate. */
  @FunctionalInterface
  interface Decision {
    Step of(Candidate candidate);
  }

  private static final Comparator<Candidate> WITHIN_TENANT =
      Comparator.comparing((Candidate c) -> c.renewal() != null)
          .thenComparing(FairTurns::urgency)
          .thenComparingLong(Candidate::domainId);

  private final Map<Long, Long> lastTurn = new HashMap<>();
  private long turns;

  /** One tenant with those of his candidates that weren't asked yet. */
  private record Queue(long tenantId, long lastTurn, ArrayDeque<Candidate> waiting) {}

  /** Asks about each candidate in its turn; false if it was stopped. */
  boolean go(List<Candidate> candidates, Decision decision) {
    List<Queue> queues = queues(candidates);
    while (!queues.isEmpty()) {
      List<Queue> left = new ArrayList<>(queues.size());
      for (Queue queue : queues) {
        if (!turn(queue, decision)) {
          return false;
        }
        if (!queue.waiting.isEmpty()) {
          left.add(queue);
        }
      }
      queues = left;
    }
    return true;
  }

  private boolean turn(Queue queue, Decision decision) {
    while (!queue.waiting.isEmpty()) {
      switch (decision.of(queue.waiting.remove())) {
        case SERVED -> {
          turns++;
          lastTurn.put(queue.tenantId, turns);
          return true;
        }
        case TURN_TAKEN -> {
          return true;
        }
        case STOP -> {
          return false;
        }
        case PASSED -> {}
      }
    }
    return true;
  }

  private List<Queue> queues(List<Candidate> candidates) {
    Map<Long, List<Candidate>> byTenant = new HashMap<>();
    for (Candidate candidate : candidates) {
      byTenant.computeIfAbsent(candidate.tenantId(), id -> new ArrayList<>()).add(candidate);
    }
    List<Queue> queues = new ArrayList<>(byTenant.size());
    byTenant.forEach((tenant, own) -> {
      own.sort(WITHIN_TENANT);
      queues.add(new Queue(tenant, lastTurn.getOrDefault(tenant, 0L), new ArrayDeque<>(own)));
    });
    queues.sort(Comparator.comparingLong(Queue::lastTurn).thenComparingLong(Queue::tenantId));
    return queues;
  }

  private static Instant urgency(Candidate candidate) {
    return candidate.renewal() == null ? candidate.since() : candidate.renewal().notAfter();
  }
}
