package io.treeline.acme.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
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

  private final Map<Long, Tenant> tenants = new HashMap<>();
  private long turns;

  /** One whose candidates share turns. */
  private static final class Tenant {
    private long lastTurn;
  }

  /** A candidate, behind all whose tenants' last turn is longer ago. */
  private record Place(Tenant tenant, long lastTurn, Candidate candidate)
      implements Comparable<Place> {

    long tenantId() {
      return candidate.tenantId();
    }

    @Override
    public int compareTo(Place other) {
      int order = Long.compare(lastTurn, other.lastTurn);
      if (order == 0) {
        order = Long.compare(tenantId(), other.tenantId());
      }
      return order == 0 ? WITHIN_TENANT.compare(candidate, other.candidate) : order;
    }
  }

  /** Asks about each candidate in its turn; false if it was stopped. */
  boolean go(List<Candidate> candidates, Decision decision) {
    List<Iterator<Place>> queues = queues(candidates);
    while (!queues.isEmpty()) {
      List<Iterator<Place>> left = new ArrayList<>();
      for (Iterator<Place> queue : queues) {
        if (!turn(queue, decision)) {
          return false;
        }
        if (queue.hasNext()) {
          left.add(queue);
        }
      }
      queues = left;
    }
    return true;
  }

  private boolean turn(Iterator<Place> queue, Decision decision) {
    while (queue.hasNext()) {
      Place place = queue.next();
      switch (decision.of(place.candidate)) {
        case SERVED -> {
          turns++;
          place.tenant.lastTurn = turns;
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

  /** One for each tenant, the one whose last turn is the longest ago first. */
  private List<Iterator<Place>> queues(List<Candidate> candidates) {
    List<Place> places = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      Tenant tenant = tenants.computeIfAbsent(candidate.tenantId(), id -> new Tenant());
      places.add(new Place(tenant, tenant.lastTurn, candidate));
    }
    places.sort(null);
    List<Iterator<Place>> queues = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= places.size(); to++) {
      if (to == places.size() || places.get(to).tenant != places.get(from).tenant) {
        queues.add(places.subList(from, to).iterator());
        from = to;
      }
    }
    return queues;
  }

  private static Instant urgency(Candidate candidate) {
    return candidate.renewal() == null ? candidate.since() : candidate.renewal().notAfter();
  }
}
