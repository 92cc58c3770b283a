package io.treeline.bench.renewal;

import java.util.Arrays;

/**
 * Domains that are looked at together, with what is known of each. Fetching that for all of them in
 * one loop lets the machine wait for many places of its memory at once. For one thread.
 */
final class Batch {

  private int[] domains = new int[1_000];
  private long[] facts = {};
  private int size;

  void clear() {
    size = 0;
  }

  void add(int domain) {
    if (size == domains.length) {
      domains = Arrays.copyOf(domains, 2 * size);
    }
    domains[size++] = domain;
  }

  int size() {
    return size;
  }

  int domain(int place) {
    return domains[place];
  }

  /** Fetches a number for each domain. */
  void fetch(long[] byDomain) {
    if (facts.length < size) {
      facts = new long[domains.length];
    }
    for (int i = 0; i < size; i++) {
      facts[i] = byDomain[domains[i]];
    }
  }

  /** What was fetched for it. */
  long fact(int place) {
    return facts[place];
  }
}
