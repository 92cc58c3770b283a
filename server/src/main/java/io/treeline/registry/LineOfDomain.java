package io.treeline.registry;

import java.util.HashMap;
import java.util.Map;

/**
 * Which line of an import a domain came from, by the domain's id. In blocks of plain numbers, since
 * there may be a million, nearly all with neighbouring ids. Belongs to one thread.
 */
final class LineOfDomain {

  private static final int SHIFT = 10;
  private static final int MASK = (1 << SHIFT) - 1;

  private final Map<Long, int[]> blocks = new HashMap<>();

  void put(long id, long line) {
    int[] block = blocks.computeIfAbsent(id >> SHIFT, any -> new int[1 << SHIFT]);
    block[(int) id & MASK] = Math.toIntExact(line);
  }

  /** The line, from 1; 0 for none. */
  long of(long id) {
    int[] block = blocks.get(id >> SHIFT);
    return block == null ? 0 : block[(int) id & MASK];
  }
}
