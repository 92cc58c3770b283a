package io.treeline.core.tree;

/**
 * The domains by name: a hash table of digests, and beside each what a lookup needs of the domain.
 *
 * <p>So one read of memory finds a domain among a million and says which certificate it gives, or
 * whom to ask next. Such a read takes a tenth of a microsecond or two, and a table of references to
 * domains and their names would need three or four, each waiting for the one before.
 *
 * <p>Open addressing with linear probing; who is removed leaves no mark, what follows moves up. The
 * table lies in {@link LongPages}, so that a version costs what changed. Immutable.
 */
final class NameIndex {

  static final NameIndex EMPTY = new NameIndex(LongPages.EMPTY, 10);

  private final LongPages table;
  private final int bits;

  private NameIndex(LongPages table, int bits) {
    this.table = table;
    this.bits = bits;
  }

  /** The slot of the domain of that name; a free one where there is none. */
  long find(NameDigest name) {
    return NameSlot.find(table, bits, name);
  }

  /** The id of the domain in a slot; 0 for a free one. */
  long id(long slot) {
    return NameSlot.id(table, slot);
  }

  /** What the domain in a slot gives ({@link Parents}). */
  long gives(long slot) {
    return NameSlot.gives(table, slot);
  }

  Edit edit() {
    return new Edit(table.edit(), bits);
  }

  /** A version in the making; belongs to one thread. */
  static final class Edit {

    private static final int MAX_BITS = 30;

    private LongPages.Edit table;
    private int bits;

    private Edit(LongPages.Edit table, int bits) {
      this.table = table;
      this.bits = bits;
    }

    /** The id of the domain of that name; 0 where there is none. */
    long idOf(NameDigest name) {
      return NameSlot.id(table, NameSlot.find(table, bits, name));
    }

    /** Adds a domain, which isn't there, with what it gives. */
    void add(Domain domain, long gives) {
      NameDigest name = domain.digest();
      NameSlot.put(table, freeFrom(NameSlot.home(name, bits)), name, domain.id(), gives);
    }

    /** Says anew what a domain that is there, under the same name, gives. */
    void giveAnew(Domain domain, long gives) {
      NameSlot.giveAnew(table, slotOf(domain), gives);
    }

    /** Removes a domain, which is there. */
    void remove(Domain domain) {
      long gap = slotOf(domain);
      long at = NameSlot.next(gap, bits);
      while (NameSlot.id(table, at) != 0) {
        if (distance(NameSlot.homeOf(table, at, bits), at) >= distance(gap, at)) {
          NameSlot.copy(table, at, table, gap);
          gap = at;
        }
        at = NameSlot.next(at, bits);
      }
      NameSlot.free(table, gap);
    }

    /** Spreads all domains over a larger table once there are more than five for eight slots. */
    void fit(long count) {
      if (count <= capacity() || bits == MAX_BITS) {
        return;
      }
      LongTable smaller = table;
      long slots = 1L << bits;
      while (count > capacity() && bits < MAX_BITS) {
        bits++;
      }
      table = LongPages.EMPTY.edit();
      for (long slot = 0; slot < slots; slot++) {
        if (NameSlot.id(smaller, slot) != 0) {
          NameSlot.copy(smaller, slot, table, freeFrom(NameSlot.homeOf(smaller, slot, bits)));
        }
      }
    }

    NameIndex freeze() {
      return new NameIndex(table.freeze(), bits);
    }

    private long capacity() {
      return (1L << bits) / 8 * 5;
    }

    private long slotOf(Domain domain) {
      long slot = NameSlot.home(domain.digest(), bits);
      while (NameSlot.id(table, slot) != domain.id()) {
        slot = NameSlot.next(slot, bits);
      }
      return slot;
    }

    private long freeFrom(long home) {
      long slot = home;
      while (NameSlot.id(table, slot) != 0) {
        slot = NameSlot.next(slot, bits);
      }
      return slot;
    }

    private long distance(long from, long to) {
      return (to - from) & ((1L << bits) - 1);
    }
  }
}
