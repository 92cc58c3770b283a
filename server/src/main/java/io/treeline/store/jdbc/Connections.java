package io.treeline.store.jdbc;

/**
 * Where the store's connections come from. Safe for use by several threads, but for {@link
 * #writer}: one at a time.
 */
interface Connections extends AutoCloseable {

  /** A connection on which the next transaction is one read-only snapshot; waits for a free one. */
  Sql reader();

  /** A connection that may write. */
  Sql writer();

  /** Takes back a connection, in no transaction. */
  void done(Sql sql);

  /** Gives back what a large transaction took, in memory and on disk. */
  void tidy(Sql writer);

  @Override
  void close();
}
