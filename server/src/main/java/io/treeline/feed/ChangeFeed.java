package io.treeline.feed;

import io.treeline.store.Store;
import io.treeline.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the store's changes and puts them in force: the one writer of {@link #live()}.
 *
 * <p>One thread reads what changed whenever a commit is heard of, or a few seconds have passed, so
 * that a missed word does no harm. Reading {@link #live()} is one volatile read, for any thread.
 */
public final class ChangeFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);

  private final Store store;
  private final CopyOnWriteArrayList<Consumer<Live>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition word = lock.newCondition();
  private final Condition reached = lock.newCondition();
  private final Thread writer;

  /** Guarded by {@link #lock}. */
  private boolean heard;

  /** Guarded by {@link #lock}. */
  private boolean closed;

  private volatile Live live = Live.NOTHING;

  private ChangeFeed(Store store) {
    this.store = store;
    this.writer = Thread.ofPlatform().name("change-feed").daemon().unstarted(this::follow);
  }

  /** A feed that has read everything there is, and follows from now on. Blocks while it reads. */
  public static ChangeFeed start(Store store) {
    ChangeFeed feed = new ChangeFeed(store);
    store.onCommit(feed::hear);
    feed.live = store.read(read -> CatchUp.live(Live.NOTHING, read));
    feed.writer.start();
    return feed;
  }

  /** What is in force now. */
  public Live live() {
    return live;
  }

  /** Has {@code listener} told of each version that comes into force, on the feed's own thread. */
  public void onLive(Consumer<Live> listener) {
    listeners.add(listener);
  }

  /**
   * Waits until the change of that number is in force here.
   *
   * @return false if it isn't within {@code limit}
   */
  public boolean await(long number, Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (live.change() < number && left > 0 && !closed) {
        left = reached.awaitNanos(left);
      }
      return live.change() >= number;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      word.signalAll();
      reached.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      writer.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(long number) {
    lock.lock();
    try {
      heard = true;
      word.signal();
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    while (waitForWord()) {
      try {
        Live next = store.read(read -> CatchUp.live(live, read));
        if (next.change() != live.change()) {
          putInForce(next);
        }
      } catch (StoreException e) {
        LOG.warn(
            "The tree can't be brought up to date, what was read last stays in force: {}",
            e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("The tree could not be brought up to date, what was read last stays in force", e);
      }
    }
  }

  private void putInForce(Live next) {
    lock.lock();
    try {
      live = next;
      reached.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(listener -> tell(listener, next));
  }

  /** A listener that fails must not end the feed. */
  private static void tell(Consumer<Live> listener, Live next) {
    try {
      listener.accept(next);
    } catch (RuntimeException e) {
      LOG.error("A listener failed on change {}", next.change(), e);
    }
  }

  /** False once the feed is closed. */
  private boolean waitForWord() {
    lock.lock();
    try {
      if (!closed && !heard) {
        boolean unused = word.await(LOOK_ANYWAY.toNanos(), TimeUnit.NANOSECONDS);
      }
      heard = false;
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }
}
