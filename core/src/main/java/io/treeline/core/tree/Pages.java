package io.treeline.core.tree;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An array in pages of 1,024 slots, shared between versions: changing one slot copies its page and
 * the list of pages, not the rest.
 *
 * <p>A version that was handed out by {@link Edit#freeze()} is immutable and safe for use by
 * several threads; an {@link Edit} belongs to one thread.
 */
final class Pages {

  private static final int SHIFT = 10;
  private static final int SIZE = 1 << SHIFT;
  private static final int MASK = SIZE - 1;

  static final Pages EMPTY = new Pages(new Object[0][]);

  private final @Nullable Object[] @Nullable [] pages;

  private Pages(@Nullable Object[] @Nullable [] pages) {
    this.pages = pages;
  }

  /** What is in the slot; null where nothing was ever put. */
  @Nullable Object get(long slot) {
    long page = slot >>> SHIFT;
    if (page >= pages.length) {
      return null;
    }
    @Nullable Object[] found = pages[(int) page];
    return found == null ? null : found[(int) slot & MASK];
  }

  Edit edit() {
    return new Edit(pages);
  }

  /** A version in the making. */
  static final class Edit {

    private @Nullable Object[] @Nullable [] pages;
    private final BitSet own = new BitSet();
    private boolean frozen;

    private Edit(@Nullable Object[] @Nullable [] base) {
      this.pages = base.clone();
    }

    @Nullable Object get(long slot) {
      long page = slot >>> SHIFT;
      @Nullable Object[] found = page < pages.length ? pages[(int) page] : null;
      return found == null ? null : found[(int) slot & MASK];
    }

    void set(long slot, @Nullable Object value) {
      if (frozen) {
        throw new IllegalStateException("this edit was frozen");
      }
      int page = Math.toIntExact(slot >>> SHIFT);
      if (page >= pages.length) {
        pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length + (pages.length >> 1)));
      }
      @Nullable Object[] slots = pages[page];
      if (slots == null) {
        slots = new Object[SIZE];
      } else if (!own.get(page)) {
        slots = slots.clone();
      }
      own.set(page);
      pages[page] = slots;
      slots[(int) slot & MASK] = value;
    }

    Pages freeze() {
      frozen = true;
      return new Pages(pages);
    }
  }
}
