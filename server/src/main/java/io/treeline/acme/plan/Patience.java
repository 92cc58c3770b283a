package io.treeline.acme.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Until when an authority wants to be left alone, and by whom. Not safe for several threads. */
final class Patience {

  private final String authority;
  private final Map<Scope, Map<String, Long>> until = new EnumMap<>(Scope.class);

  Patience(String authority) {
    this.authority = authority;
  }

  Patience copy() {
    Patience copy = new Patience(authority);
    until.forEach((scope, waits) -> copy.waits(scope).putAll(waits));
    return copy;
  }

  /** The longest wait that a candidate is under; {@link Long#MIN_VALUE} if it is under none. */
  long of(Candidate candidate) {
    long longest = Long.MIN_VALUE;
    if (until.isEmpty()) {
      return longest;
    }
    for (Map.Entry<Scope, Map<String, Long>> scope : until.entrySet()) {
      for (String subject : Subjects.of(scope.getKey(), candidate)) {
        longest = Math.max(longest, scope.getValue().getOrDefault(subject, Long.MIN_VALUE));
      }
    }
    return longest;
  }

  /** The wait that everybody is under. */
  long ofAll() {
    return until.getOrDefault(Scope.AUTHORITY, Map.of()).getOrDefault("", Long.MIN_VALUE);
  }

  /** Adds a wait and gives the rows to store; a longer one that is there stays. */
  List<Spent> ask(Candidate candidate, Scope scope, long until) {
    List<Spent> rows = new ArrayList<>();
    for (String subject : Subjects.of(scope, candidate)) {
      long latest = waits(scope).merge(subject, until, Math::max);
      rows.add(new Spent(authority, scope.word(), subject, Instant.ofEpochMilli(latest)));
    }
    return rows;
  }

  void restore(Spent row) {
    for (Scope scope : Scope.values()) {
      if (scope.word().equals(row.counted())) {
        waits(scope).put(row.subject(), row.until().toEpochMilli());
      }
    }
  }

  void forget(long now) {
    until.values().forEach(waits -> waits.values().removeIf(end -> end <= now));
    until.values().removeIf(Map::isEmpty);
  }

  private Map<String, Long> waits(Scope scope) {
    return until.computeIfAbsent(scope, s -> new HashMap<>());
  }
}
