package io.treeline.acme.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which single wildcard would cover how many names. A wildcard covers one label only, needs dns-01,
 * and can't stand directly below a public suffix. For one thread.
 */
public final class WildcardAdvice {

  private static final int LEAST = 2;
  private static final int MOST = 20;

  private final Map<String, Long> below = new HashMap<>();

  WildcardAdvice() {}

  /**
   * A wildcard. Immutable.
   *
   * @param name with its {@code *.}
   * @param covers how many names that have certificates of their own
   */
  public record Wildcard(String name, long covers) {}

  /** Counts the names of one certificate. */
  void add(List<String> names) {
    for (String name : names) {
      int dot = name.indexOf('.');
      if (dot > 0 && !name.startsWith("*")) {
        below.merge(name.substring(dot + 1), 1L, Long::sum);
      }
    }
  }

  /** The wildcards that would cover most. */
  List<Wildcard> best() {
    return below.entrySet().stream()
        .filter(entry -> entry.getValue() >= LEAST)
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Long> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .filter(entry -> PublicSuffixList.supplied().registeredDomain(entry.getKey()) != null)
        .limit(MOST)
        .map(entry -> new Wildcard("*." + entry.getKey(), entry.getValue()))
        .toList();
  }
}
