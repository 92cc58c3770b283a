package io.treeline.core.tree;

/** Numbers that lie in pages of {@link LongPages}: a version, or one in the making. */
interface LongTable {

  /** The page on which an index lies, not to be changed. */
  long[] page(long index);

  /** The number at an index. */
  default long get(long index) {
    return page(index)[LongPages.offset(index)];
  }
}
