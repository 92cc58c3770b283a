package io.treeline.core.tree;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in pages, shared between versions as {@link Pages} are: changing one copies its page and
 * the list of pages, not the rest. What was never set is 0.
 *
 * <p>A version that was handed out by {@link Edit#freeze()} is immutable and safe for use by
 * several threads; an {@link Edit} belongs to one thread.
 */
final class LongPages implements LongTable {

  private static final int SHIFT = 11;
  private static final int SIZE = 1 << SHIFT;
  private static final int MASK = SIZE - 1;
  private static final long[] ZEROS = new long[SIZE];

  static final LongPages EMPTY = new LongPages(new long[0][]);

  private final long[] @Nullable [] pages;

  private LongPages(long[] @Nullable [] pages) {
    this.pages = pages;
  }

  @Override
  public long[] page(long index) {
    return page(pages, index);
  }

  /** Where on its page an index lies. */
  static int offset(long index) {
    return (int) index & MASK;
  }

  Edit edit() {
    return new Edit(pages);
  }

  private static long[] page(long[] @Nullable [] pages, long index) {
    long page = index >>> SHIFT;
    long[] found = page < pages.length ? pages[(int) page] : null;
    return found == null ? ZEROS : found;
  }

  /** A version in the making. */
  static final class Edit implements LongTable {

    private long[] @Nullable [] pages;
    private final BitSet own = new BitSet();
    private boolean frozen;

    private Edit(long[] @Nullable [] base) {
      this.pages = base.clone();
    }

    @Override
    public long[] page(long index) {
      return LongPages.page(pages, index);
    }

    void set(long index, long value) {
      if (frozen) {
        throw new IllegalStateException("this edit was frozen");
      }
      int page = Math.toIntExact(index >>> SHIFT);
      if (page >= pages.length) {
        pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length + (pages.length >> 1)));
      }
      long[] numbers = pages[page];
      if (numbers == null) {
        numbers = new long[SIZE];
      } else if (!own.get(page)) {
        numbers = numbers.clone();
      }
      own.set(page);
      pages[page] = numbers;
      numbers[offset(index)] = value;
    }

    LongPages freeze() {
      frozen = true;
      return new LongPages(pages);
    }
  }
}
