package io.treeline.core.tree;

/**
 * How a slot of {@link NameIndex} lies in memory: four numbers in a row, on one page. The domain's
 * id (0: the slot is free), what it gives ({@link Parents}), its name's {@link NameDigest}.
 */
final class NameSlot {

  /** Numbers a slot; a power of two, so that no slot lies on two pages. */
  private static final int WIDTH = 4;

  private static final int GIVES = 1;
  private static final int FIRST = 2;
  private static final int SECOND = 3;

  private NameSlot() {}

  /** The slot from which a name is looked for, in a table of 2^bits. */
  static long home(NameDigest name, int bits) {
    return home(name.first(), bits);
  }

  /** The slot from which the domain in a slot is looked for. */
  static long homeOf(LongTable table, long slot, int bits) {
    return home(number(table, slot, FIRST), bits);
  }

  private static long home(long first, int bits) {
    return first >>> (NameDigest.BITS - bits);
  }

  static long next(long slot, int bits) {
    return (slot + 1) & ((1L << bits) - 1);
  }

  /** The slot that holds the name, else the free one where it would be. */
  static long find(LongTable table, int bits, NameDigest name) {
    long slot = home(name, bits);
    while (true) {
      long[] page = table.page(slot * WIDTH);
      int at = LongPages.offset(slot * WIDTH);
      if (page[at] == 0
          || (page[at + FIRST] == name.first() && page[at + SECOND] == name.second())) {
        return slot;
      }
      slot = next(slot, bits);
    }
  }

  static long id(LongTable table, long slot) {
    return number(table, slot, 0);
  }

  static long gives(LongTable table, long slot) {
    return number(table, slot, GIVES);
  }

  static void put(LongPages.Edit table, long slot, NameDigest name, long id, long gives) {
    table.set(slot * WIDTH, id);
    table.set(slot * WIDTH + GIVES, gives);
    table.set(slot * WIDTH + FIRST, name.first());
    table.set(slot * WIDTH + SECOND, name.second());
  }

  static void giveAnew(LongPages.Edit table, long slot, long gives) {
    table.set(slot * WIDTH + GIVES, gives);
  }

  /** Copies a slot, into another table or the same. */
  static void copy(LongTable source, long from, LongPages.Edit table, long to) {
    for (int i = 0; i < WIDTH; i++) {
      table.set(to * WIDTH + i, number(source, from, i));
    }
  }

  static void free(LongPages.Edit table, long slot) {
    for (int i = 0; i < WIDTH; i++) {
      table.set(slot * WIDTH + i, 0);
    }
  }

  private static long number(LongTable table, long slot, int which) {
    return table.get(slot * WIDTH + which);
  }
}
