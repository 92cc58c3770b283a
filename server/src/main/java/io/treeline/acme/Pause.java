package io.treeline.acme;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits that end at once when the server stops. Safe for use by several threads; blocks, so not for
 * event loops.
 */
final class Pause implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ending = lock.newCondition();
  private boolean ended;

  /** Waits that long and says whether to go on: false when the server stops. */
  boolean of(Duration time) {
    lock.lock();
    try {
      long left = Math.max(0, time.toNanos());
      while (left > 0 && !ended) {
        left = ending.awaitNanos(left);
      }
      return !ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits before the attempt after the given one, twice as long each time up to a bound, and with a
   * part left to chance, so that those who failed together don't come back together.
   */
  boolean backOff(Duration first, Duration longest, int attempt) {
    long nanos = first.toNanos() << Math.min(attempt - 1, 20);
    long most = Math.clamp(nanos, 1, longest.toNanos());
    return of(Duration.ofNanos(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1)));
  }

  /** Ends all waits, those to come too. */
  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      ending.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** For waits that are measured rather than counted. */
  static long nowNanos() {
    return System.nanoTime();
  }

  /** Whether that much time has passed since. */
  static boolean passed(long sinceNanos, Duration time) {
    return System.nanoTime() - sinceNanos >= TimeUnit.NANOSECONDS.convert(time);
  }
}
