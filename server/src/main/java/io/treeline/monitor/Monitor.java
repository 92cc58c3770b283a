package io.treeline.monitor;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.state.Reporter;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.ChangeFeed;
import io.treeline.feed.Live;
import io.treeline.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the checks: soon after every change, and every few seconds for what only the clock makes
 * true. One thread of its own; {@link #unusable} may be called by any.
 */
public final class Monitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Reporter reporter;
  private final ChangeFeed feed;
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
   * @param whyUnusable why a stored certificate can't be served, null if it can; may block
   * @param afterFirstRun done once, when every check has run
   */
  public Monitor(
      Store store,
      ChangeFeed feed,
      Reporter reporter,
      Function<CertificateId, @Nullable String> whyUnusable,
      Runnable afterFirstRun,
      InstantSource clock) {
    this.reporter = reporter;
    this.feed = feed;
    this.clock = clock;
    this.expiry = new ExpiryCheck(store);
    this.unusable = new UnusableCertificates(reporter, whyUnusable);
    this.afterFirstRun = afterFirstRun;
  }

  /** Starts to watch. */
  public void start() {
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
      thread.join(Duration.ofSeconds(5));
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
    try {
      Live live = feed.live();
      DomainTree tree = live.tree();
      reporter.replace(ExpiryCheck.CHECK, expiry.run(tree, clock.instant()));
      unusable.run(tree);
    } catch (RuntimeException e) {
      LOG.warn("A check of system_state failed and is repeated: {}", e.toString());
    }
  }

  private void rest() {
    lock.lock();
    try {
      if (!stirred && !closed.get()) {
        boolean unused = word.await(EVERY.toNanos(), TimeUnit.NANOSECONDS);
      }
      stirred = false;
    } catch (InterruptedException e) {
      closed.set(true);
    } finally {
      lock.unlock();
    }
  }
}
