package io.treeline.bench.renewal;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which domain is looked at in which tick: lists through arrays, so that moving one takes no
 * memory. Stands for the store's index on {@code next_at}. For one thread.
 */
final class Agenda {

  private static final int NONE = -1;

  private final int[] first;
  private final int[] next;
  private final int[] previous;
  private final int[] tickOf;
  private int earliest;

  Agenda(int ticks, int domains) {
    first = new int[ticks + 1];
    next = new int[domains];
    previous = new int[domains];
    tickOf = new int[domains];
    Arrays.fill(first, NONE);
    Arrays.fill(tickOf, NONE);
  }

  /** Has a domain looked at then; what is beyond the end is kept at the end. */
  void put(int domain, long tick) {
    remove(domain);
    int at = (int) Math.clamp(tick, 0, first.length - 1);
    tickOf[domain] = at;
    previous[domain] = NONE;
    next[domain] = first[at];
    if (first[at] != NONE) {
      previous[first[at]] = domain;
    }
    first[at] = domain;
    earliest = Math.min(earliest, at);
  }

  void remove(int domain) {
    int at = tickOf[domain];
    if (at == NONE) {
      return;
    }
    if (previous[domain] == NONE) {
      first[at] = next[domain];
    } else {
      next[previous[domain]] = next[domain];
    }
    if (next[domain] != NONE) {
      previous[next[domain]] = previous[domain];
    }
    tickOf[domain] = NONE;
  }

  /** Shows those up to a tick, soonest first, until {@code taker} has enough. */
  void upTo(int tick, IntPredicate taker) {
    while (earliest < tick && first[earliest] == NONE) {
      earliest++;
    }
    show(earliest, tick, taker);
  }

  /** Shows those from one tick to another, soonest first, until {@code taker} has enough. */
  void show(int from, int to, IntPredicate taker) {
    for (int tick = from; tick <= Math.min(to, first.length - 2); tick++) {
      for (int domain = first[tick]; domain != NONE; domain = next[domain]) {
        if (!taker.test(domain)) {
          return;
        }
      }
    }
  }
}
