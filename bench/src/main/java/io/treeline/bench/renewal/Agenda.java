package io.treeline.bench.renewal;

import java.util.Arrays;

/**
 * Which domain is looked at in which tick. Stands for the store's index on {@code next_at}. For one
 * thread.
 *
 * <p>A calendar: each tick has a list, and whoever is put somewhere else is left in his old list
 * until that is looked at. So putting one there costs a write at the end of a list, however many
 * there are.
 */
final class Agenda {

  private static final long[] EMPTY = {};

  /** By ticks: domains, each with the number of the time that it was put somewhere. */
  private final long[][] entries;

  private final int[] sizes;

  /** By domains: how often each was put somewhere; entries with other numbers are overtaken. */
  private final int[] times;

  private int earliest;

  Agenda(int ticks, int domains) {
    entries = new long[ticks][];
    Arrays.fill(entries, EMPTY);
    sizes = new int[ticks];
    times = new int[domains];
  }

  /** Has a domain looked at then and at no other time; what is beyond the end is never. */
  void put(int domain, long tick) {
    int time = ++times[domain];
    int at = (int) Math.clamp(tick, 0, sizes.length);
    if (at == sizes.length) {
      return;
    }
    if (sizes[at] == entries[at].length) {
      entries[at] = Arrays.copyOf(entries[at], Math.max(16, 2 * sizes[at]));
    }
    entries[at][sizes[at]++] = (long) time << Integer.SIZE | domain;
    earliest = Math.min(earliest, at);
  }

  /** Adds those up to a tick, soonest first. */
  void upTo(int tick, int most, Batch batch) {
    while (earliest < tick && sizes[earliest] == 0) {
      earliest++;
    }
    add(earliest, tick, most, batch);
  }

  /** Adds those after a tick, soonest first. */
  void after(int tick, int most, Batch batch) {
    add(tick + 1, sizes.length - 1, most, batch);
  }

  private void add(int from, int to, int most, Batch batch) {
    int left = most;
    for (int tick = from; tick <= to && left > 0; tick++) {
      dropOvertaken(tick);
      int size = Math.min(sizes[tick], left);
      for (int i = 0; i < size; i++) {
        batch.add((int) entries[tick][i]);
      }
      left -= size;
    }
  }

  private void dropOvertaken(int tick) {
    long[] list = entries[tick];
    int kept = 0;
    for (int i = 0; i < sizes[tick]; i++) {
      long entry = list[i];
      if (times[(int) entry] == (int) (entry >>> Integer.SIZE)) {
        list[kept++] = entry;
      }
    }
    sizes[tick] = kept;
    if (kept == 0) {
      entries[tick] = EMPTY;
    }
  }
}
