package io.treeline.acme;

import io.treeline.store.Store;
import io.treeline.store.StoreException;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A real store of which one write fails as a test says. */
final class FaultyStore implements Store {

  /** What happens at the write. */
  enum Fault {
    /** The disk is full. */
    REFUSED,
    /** The process ends before it is durable. */
    DEATH_BEFORE,
    /** The process ends when it is durable. */
    DEATH_AFTER
  }

  /** Stands for the end of the process. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Store store;
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile Fault fault = Fault.REFUSED;

  FaultyStore(Store store) {
    this.store = store;
  }

  /** From now on, that write fails, the first being 1. */
  void failAt(int write, Fault how) {
    fault = how;
    left.set(write);
  }

  void heal() {
    left.set(Integer.MAX_VALUE);
  }

  /** Whether the write came. */
  boolean failed() {
    return left.get() <= 0;
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super StoreRead, ? extends T> work) {
    return store.read(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Function<? super StoreWrite, ? extends T> work) {
    boolean now = left.decrementAndGet() == 0;
    if (now && fault == Fault.REFUSED) {
      throw new StoreException.Full("the test's directory", null);
    }
    if (now && fault == Fault.DEATH_BEFORE) {
      throw new Death();
    }
    T result = store.write(work);
    if (now) {
      throw new Death();
    }
    return result;
  }

  @Override
  public void onCommit(LongConsumer listener) {
    store.onCommit(listener);
  }

  @Override
  public void close() {
    store.close();
  }
}
