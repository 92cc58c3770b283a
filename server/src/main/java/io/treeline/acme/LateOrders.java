package io.treeline.acme;

import org.jspecify.annotations.Nullable;

/**
 * Orders that are made ready when the first is wanted: a server without automation loads nothing of
 * it. Safe for use by several threads.
 */
final class LateOrders implements AutoCloseable {

  /** Makes them. */
  @FunctionalInterface
  interface Maker {
    Orders make() throws AuthorityTrust.UnreadableException;
  }

  private final Maker maker;
  private @Nullable Orders made;
  private @Nullable Trouble trouble;
  private boolean closed;

  LateOrders(Maker maker) {
    this.maker = maker;
  }

  /** The orders; null if they can't be made, which {@link #trouble} then explains. */
  synchronized @Nullable Orders get() {
    if (made == null && !closed) {
      try {
        made = maker.make();
        trouble = null;
      } catch (AuthorityTrust.UnreadableException e) {
        trouble =
            new Trouble(
                "authority",
                String.valueOf(e.getMessage()),
                "Put that right; it is tried again by itself.",
                null);
      }
    }
    return made;
  }

  synchronized boolean isThere() {
    return made != null;
  }

  synchronized @Nullable Trouble trouble() {
    return trouble;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (made != null) {
      made.close();
    }
  }
}
