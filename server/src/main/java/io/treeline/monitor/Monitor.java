package io.treeline.monitor;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.state.Reporter;
import io.treeline.feed.ChangeFeed;
import io.treeline.feed.Live;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the checks: soon after every change, and every few seconds for what only the clock makes
 * true. One thread of its own; {@link #unusable} may be called by any.
 */
public final class Monitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  /** How long a run waits for the one before, however much changes. */
  private static final Duration APART = Duration.ofSeconds(1);

  private static final Duration EVERY = Duration.ofSeconds(8);

  private final Store store;
  private final Reporter reporter;
  private final ChangeFeed feed;
  private final Served served;
  private final InstantSource clock;
  private final ExpiryCheck expiry;
  private final UnusableCertificates unusable;
  private final Runnable afterFirstRun;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition word = lock.newCondition();
  private final Thread thread = Thread.ofPlatform().name("monitor").daemon().unstarted(this::run);

  /** Guarded by {@link #lock}. */
  private boolean stirred;

  /**
   * A monitor that doesn't run yet.
   *
   * @param afterFirstRun done once, when every check has run
   */
  public Monitor(
      Store store,
      ChangeFeed feed,
      Reporter reporter,
      Served served,
      Runnable afterFirstRun,
      InstantSource clock) {
    this.store = store;
    this.reporter = reporter;
    this.feed = feed;
    this.served = served;
    this.clock = clock;
    this.expiry = new ExpiryCheck(store);
    this.unusable = new UnusableCertificates(reporter, served::whyUnusable);
    this.afterFirstRun = afterFirstRun;
  }

  /** Starts to watch. */
  public void start() {
    unusable.recall(store.read(StoreRead::stateEntries), feed.live());
    feed.onLive(live -> stir());
    thread.start();
  }

  /** A handshake could not be given this certificate. Returns at once. */
  public void unusable(CertificateId certificate, String reason) {
    unusable.hear(certificate, reason);
    stir();
  }

  @Override
  public void close() {
    closed.set(true);
    stir();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (thread.isAlive()) {
        boolean unused = thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stir() {
    lock.lock();
    try {
      stirred = true;
      word.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    boolean first = true;
    while (!closed.get()) {
      check();
      if (first) {
        afterFirstRun.run();
        first = false;
      }
      rest();
    }
  }

  private void check() {
    Live live = feed.live();
    List<RolePair> pairs = served.pairs();
    check(() -> reporter.replace(ExpiryCheck.CHECK, expiry.run(live, pairs, clock.instant())));
    check(() -> reporter.replace(DefaultInForce.CHECK, DefaultInForce.run(live.tree(), pairs)));
    check(() -> unusable.run(live));
  }

  /** One check that fails doesn't keep the others from running. */
  private static void check(Runnable one) {
    try {
      one.run();
    } catch (RuntimeException e) {
      LOG.warn("A check of system_state failed and is repeated: {}", e.toString());
    }
  }

  private void rest() {
    lock.lock();
    try {
      long began = System.nanoTime();
      long rested = 0;
      while (!closed.get() && rested < (stirred ? APART : EVERY).toNanos()) {
        long left = (stirred ? APART : EVERY).toNanos() - rested;
        boolean unused = word.await(left, TimeUnit.NANOSECONDS);
        rested = System.nanoTime() - began;
      }
      stirred = false;
    } catch (InterruptedException e) {
      closed.set(true);
    } finally {
      lock.unlock();
    }
  }
}
