package io.treeline.acme.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts as a token bucket does, the slow way: between any two events no more than the bucket holds
 * and gets back. The limits are those of {@link RateBudgetPropertyTest}.
 */
final class NaiveAuthority {

  private final Map<String, List<Instant>> events = new HashMap<>();

  void issued(Candidate candidate, Instant at) {
    ordered(candidate, at);
    for (int i = 0; i < candidate.orders(); i++) {
      event("set 2 80 " + new TreeSet<>(candidate.names()), at);
      if (candidate.renewal() == null) {
        String name = candidate.names().getFirst();
        event("domain 4 90 " + name.substring(name.indexOf('r')), at);
      }
    }
  }

  void failed(Candidate candidate, Instant at) {
    ordered(candidate, at);
    for (String name : candidate.names()) {
      event("failures 2 50 " + candidate.account() + " " + name, at);
    }
  }

  /** A description of the first limit that was exceeded; null if none was. */
  @Nullable String firstExcess() {
    for (Map.Entry<String, List<Instant>> entry : events.entrySet()) {
      String[] words = entry.getKey().split(" ", 4);
      int count = Integer.parseInt(words[1]);
      double perToken = Double.parseDouble(words[2]) * 1_000 / count;
      List<Instant> times = entry.getValue();
      for (int from = 0; from < times.size(); from++) {
        for (int to = from; to < times.size(); to++) {
          double back = Duration.between(times.get(from), times.get(to)).toMillis() / perToken;
          if (to - from + 1 > count + back + 1e-9) {
            return entry.getKey() + ": " + times.subList(from, to + 1);
          }
        }
      }
    }
    return null;
  }

  private void ordered(Candidate candidate, Instant at) {
    for (int i = 0; i < candidate.orders() && candidate.renewal() == null; i++) {
      event("account 6 60 " + candidate.account(), at);
    }
  }

  private void event(String counter, Instant at) {
    events.computeIfAbsent(counter, c -> new ArrayList<>()).add(at);
  }
}
