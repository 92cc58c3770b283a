package io.treeline.acme;

import io.treeline.acme.IssuanceReports.Unreachable;
import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.acme.plan.Reachability;
import io.treeline.config.Acme;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has certificates ordered and renewed in time: the loop of role {@code mware}.
 *
 * <p>One thread looks, by the wall clock, at what changed ({@link Watch}), at what authorities say
 * of renewal ({@link RenewalInquiry}) and at what is due ({@link Dispatch}), whenever something
 * happened and every few seconds in any case. What waits for an authority runs on virtual threads.
 * Nothing is asked of an authority until a domain is due.
 */
final class Issuer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);

  /** How long orders that run may go on when the server stops, and again after waits were ended. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration TIDY_EVERY = Duration.ofHours(1);

  private final Store store;
  private final ChangeFeed feed;
  private final InstantSource clock;
  private final WallClock wallClock;
  private final LateOrders orders;
  private final IssuanceReports reports;
  private final AccountReports accounts;
  private final ChallengeBoard board;
  private final Reachability<Trouble> reachability;
  private final Watch watch;
  private final ClockWatch clockWatch;
  private final StoreWatch storeWatch;
  private final RenewalInquiry inquiry;
  private final Attempts attempts;
  private final Dispatch dispatch;
  private final Bell bell = new Bell();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread =
      Thread.ofPlatform().name("acme-issuer").daemon().unstarted(this::run);
  private final CompletableFuture<Void> looked = new CompletableFuture<>();
  private volatile boolean closed;
  private @Nullable Instant tidied;

  /** What the loop stands on. */
  record Ground(
      Store store,
      ChangeFeed feed,
      Acme acme,
      IssuanceReports reports,
      AccountReports accounts,
      ChallengeBoard board,
      LateOrders orders,
      WallClock wallClock,
      InstantSource clock) {}

  Issuer(Ground ground) {
    this.store = ground.store();
    this.feed = ground.feed();
    this.clock = ground.clock();
    this.wallClock = ground.wallClock();
    this.orders = ground.orders();
    this.reports = ground.reports();
    this.accounts = ground.accounts();
    this.board = ground.board();
    Acme acme = ground.acme();
    this.reachability = new Reachability<>(acme.directories());
    Set<String> directories = new HashSet<>();
    acme.directories().forEach(each -> directories.add(each.toString()));
    Predicate<String> configured = directories::contains;
    this.watch = new Watch(store, feed, configured, reports, clock);
    this.storeWatch = new StoreWatch(reports);
    Quota quota = new Quota(store, acme);
    Predicate<URI> isLeftAlone = each -> quota.leftAloneUntil(each, clock.instant()) != null;
    this.clockWatch =
        new ClockWatch(store, wallClock, acme.directories(), isLeftAlone, reports, threads, bell);
    this.inquiry =
        new RenewalInquiry(
            store, feed, orders::get, acme.directories(), isLeftAlone, clock, threads, bell::ring);
    Settlement settlement = new Settlement(store, feed, configured, reports, clock);
    this.attempts =
        new Attempts(
            new Execution(store, quota, reachability, settlement, storeWatch, clock),
            reachability,
            threads,
            bell);
    this.dispatch =
        new Dispatch(
            store,
            feed,
            acme,
            orders,
            reports,
            reachability,
            quota,
            attempts,
            storeWatch,
            bell::ring);
  }

  /** Begins to look. */
  void start() {
    feed.onLive(live -> bell.ring());
    thread.start();
  }

  /** Done once the first look is through: what was open in system_state before is found again. */
  CompletableFuture<Void> looked() {
    return looked;
  }

  /** Whether an order for that domain runs. */
  boolean isRunning(long domainId) {
    return attempts.isRunning(domainId);
  }

  /** Why nobody asks that authority now; null if nothing is known to keep them. */
  @Nullable Trouble whyWaiting(URI directory) {
    Trouble unwritten = storeWatch.trouble();
    Trouble wrong = unwritten != null ? unwritten : wallClock.trouble();
    return wrong != null ? wrong : reachability.why(directory);
  }

  /** When that authority is asked again at the earliest; null if that isn't known. */
  @Nullable Instant askedAgain(URI directory) {
    return wallClock.trouble() != null ? null : reachability.until(directory);
  }

  /** Takes no more, and lets what runs come to the end of its step. */
  @Override
  public void close() {
    closed = true;
    bell.ring();
    try {
      if (thread.isAlive()) {
        boolean unused = thread.join(PATIENCE);
      }
      threads.shutdown();
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        orders.close();
        if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          threads.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      orders.close();
    }
  }

  private void run() {
    while (!closed) {
      try {
        look();
        looked.complete(null);
      } catch (StoreException e) {
        storeWatch.refused("what is due", e);
      } catch (RuntimeException e) {
        LOG.error("acme.failure: a look at what is due failed and is repeated", e);
      }
      try {
        bell.await();
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    looked.complete(null);
  }

  private void look() {
    watch.look().forEach(this::drop);
    if (watch.hasMore()) {
      bell.ring();
    }
    Instant now = clock.instant();
    boolean isTrusted = clockWatch.isTrusted();
    reports.unreachable(
        reachability.awayLong(now).stream()
            .map(away -> new Unreachable(away.directory(), away.since(), away.why()))
            .toList());
    accounts.look();
    if (isTrusted) {
      inquiry.look();
      dispatch.run(now);
    }
    clockWatch.compare();
    tidy(now);
  }

  /** A run of it ends before its next step. */
  private void drop(long domainId) {
    boolean has = store.read(read -> !read.acmeOrders(domainId).isEmpty());
    Orders known = has || attempts.isRunning(domainId) ? orders.get() : null;
    if (known != null) {
      known.drop(domainId);
    }
  }

  /** What a crash left on the board goes, and what says nothing any more of the budget. */
  private void tidy(Instant now) {
    if (tidied == null || tidied.plus(TIDY_EVERY).isBefore(now) || tidied.isAfter(now)) {
      tidied = now;
      threads.execute(board::tidy);
      long unused = store.<Long>write(write -> write.forgetSpent(now));
    }
  }
}
