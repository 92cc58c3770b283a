package io.treeline.store;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the installation's state lives: consistent reads, and writes that happen whole or not at
 * all.
 *
 * <p>Writes are serialised, and every write that changed anything gets the next number of an
 * unbroken count, in the order of commits: who has seen number <em>n</em> and asks for what came
 * after it misses nothing.
 *
 * <p>Safe for use by several threads. Every call may block on the disk or the network, so none may
 * be made on an event loop. All failures of the store itself are {@link StoreException}s.
 */
public interface Store extends AutoCloseable {

  /**
   * Runs {@code work} on one consistent snapshot, that of the moment of its first query. What it is
   * given must not be used after it returns.
   */
  <T extends @Nullable Object> T read(Function<? super StoreRead, ? extends T> work);

  /**
   * Runs {@code work} in one transaction, alone among all writers, and returns once its outcome is
   * durable. When {@code work} throws, nothing happened. It must not open another write.
   */
  <T extends @Nullable Object> T write(Function<? super StoreWrite, ? extends T> work);

  /** {@link #write} for work without a result. */
  default void change(Consumer<? super StoreWrite> work) {
    Boolean unused =
        write(write -> {
          work.accept(write);
          return true;
        });
  }

  /**
   * Has {@code listener} told the number of each change after its commit, on the thread that wrote.
   * Calls may overtake each other: a number is a reason to look, not an account of what happened.
   */
  void onCommit(LongConsumer listener);

  /** Waits for the write that is running, then lets go of files and connections. */
  @Override
  void close();
}
