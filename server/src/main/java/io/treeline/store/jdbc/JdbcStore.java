package io.treeline.store.jdbc;

import io.treeline.store.Store;
import io.treeline.store.StoreException;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store, on whatever database the connections lead to. */
final class JdbcStore implements Store {

  private static final Logger log = LoggerFactory.getLogger(JdbcStore.class);

  private final Connections connections;
  private final SecretBox box;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  JdbcStore(Connections connections, SecretBox box, InstantSource clock) {
    this.connections = connections;
    this.box = box;
    this.clock = clock;
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super StoreRead, ? extends T> work) {
    requireOpen();
    Sql sql = connections.reader();
    try {
      sql.begin();
      T result = work.apply(new Snapshot(sql, box));
      sql.commit();
      return result;
    } catch (Throwable e) {
      sql.rollback(e);
      throw e;
    } finally {
      connections.done(sql);
    }
  }

  @Override
  public <T extends @Nullable Object> T write(Function<? super StoreWrite, ? extends T> work) {
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("a write must not open another write");
    }
    Outcome<T> outcome;
    turn.lock();
    try {
      requireOpen();
      outcome = transact(work);
    } finally {
      turn.unlock();
    }
    if (outcome.number != 0) {
      tell(outcome.number);
    }
    return outcome.result;
  }

  @Override
  public void onCommit(LongConsumer listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (!closed) {
        closed = true;
        connections.close();
      }
    } finally {
      turn.unlock();
    }
  }

  private <T extends @Nullable Object> Outcome<T> transact(
      Function<? super StoreWrite, ? extends T> work) {
    Sql sql = connections.writer();
    try {
      sql.begin();
      Transaction transaction = new Transaction(sql, box, clock);
      T result = work.apply(transaction);
      long number = transaction.finish();
      sql.commit();
      if (transaction.isLarge()) {
        connections.tidy(sql);
      }
      return new Outcome<>(result, number);
    } catch (Throwable e) {
      sql.rollback(e);
      throw e;
    } finally {
      connections.done(sql);
    }
  }

  /** The change is durable by now: a listener that fails must not make it look undone. */
  private void tell(long number) {
    for (LongConsumer listener : listeners) {
      try {
        listener.accept(number);
      } catch (RuntimeException e) {
        log.error("A listener failed on change {}", number, e);
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException.Unavailable("The store is closed: the server is stopping.", null);
    }
  }

  private record Outcome<T extends @Nullable Object>(T result, long number) {}
}
