package io.treeline.acme;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rouses the one thread that waits for it: when somebody rings, and every few seconds in any case,
 * so that neither a suspended machine nor a step of the clock makes it sleep on. Any thread may
 * ring.
 */
final class Bell {

  private static final Duration EVERY = Duration.ofSeconds(5);

  /** How long it is quiet in any case, however often it is rung. */
  private static final Duration APART = Duration.ofMillis(50);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition word = lock.newCondition();

  /** Guarded by {@link #lock}. */
  private boolean rung;

  /** Has the one that waits go on soon. Returns at once. */
  void ring() {
    lock.lock();
    try {
      rung = true;
      word.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is rung, but not for longer than some seconds. */
  void await() throws InterruptedException {
    lock.lock();
    try {
      long began = System.nanoTime();
      for (long rested = 0; rested < wait(rung); rested = System.nanoTime() - began) {
        boolean unused = word.await(wait(rung) - rested, TimeUnit.NANOSECONDS);
      }
      rung = false;
    } finally {
      lock.unlock();
    }
  }

  private static long wait(boolean rung) {
    return (rung ? APART : EVERY).toNanos();
  }
}
