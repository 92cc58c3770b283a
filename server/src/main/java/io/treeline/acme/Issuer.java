package io.treeline.acme;

import io.treeline.acme.IssuanceReports.Unreachable;
import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.acme.plan.Admission;
import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Admission.Deferred;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.Reachability;
import io.treeline.config.Acme;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has certificates ordered and renewed in time: the loop of role {@code mware}.
 *
 * <p>One thread looks at what is due by the wall clock whenever something changed, and every few
 * seconds in any case, so that neither a suspended machine nor a step of the clock makes it sleep
 * on. Orders run on virtual threads, some at a time, one for a domain. Nothing is asked of an
 * authority until a domain is due.
 */
final class Issuer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);

  private static final int AT_ONCE = 32;

  /** How many due domains are weighed at a time; the rest has its turn once these have theirs. */
  private static final int WEIGHED = 2_000;

  private static final Duration EVERY = Duration.ofSeconds(5);

  /** How long a look waits for the one before, however much changes. */
  private static final Duration APART = Duration.ofMillis(50);

  /** How long orders that run may go on when the server stops, and again after waits were ended. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration TIDY_EVERY = Duration.ofHours(1);
  private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

  private final Store store;
  private final ChangeFeed feed;
  private final Acme acme;
  private final InstantSource clock;
  private final WallClock wallClock;
  private final LateOrders orders;
  private final IssuanceReports reports;
  private final AccountReports accounts;
  private final ChallengeBoard board;
  private final Reachability<Trouble> reachability;
  private final Watch watch;
  private final Settlement settlement;
  private final RenewalInquiry inquiry;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread =
      Thread.ofPlatform().name("acme-issuer").daemon().unstarted(this::run);
  private final CompletableFuture<Void> looked = new CompletableFuture<>();

  /** The domains whose orders run, each with its authority. */
  private final Map<Long, URI> running = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition word = lock.newCondition();

  /** Guarded by {@link #lock}. */
  private boolean stirred;

  private volatile boolean closed;

  private @Nullable Quota quota;
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
    this.acme = ground.acme();
    this.clock = ground.clock();
    this.wallClock = ground.wallClock();
    this.orders = ground.orders();
    this.reports = ground.reports();
    this.accounts = ground.accounts();
    this.board = ground.board();
    this.reachability = new Reachability<>(acme.directories());
    Set<String> directories = new HashSet<>();
    acme.directories().forEach(each -> directories.add(each.toString()));
    Predicate<String> configured = directories::contains;
    this.watch = new Watch(store, feed, configured, reports, clock);
    this.settlement = new Settlement(store, feed, configured, reports, clock);
    this.inquiry =
        new RenewalInquiry(
            store, feed, orders::get, acme.directories(), clock, threads, this::stir);
  }

  /** Begins to look. */
  void start() {
    feed.onLive(live -> stir());
    thread.start();
  }

  /** Done once the first look is through: what was open in system_state before is found again. */
  CompletableFuture<Void> looked() {
    return looked;
  }

  /** Has it look soon. Returns at once. */
  void stir() {
    lock.lock();
    try {
      stirred = true;
      word.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether an order for that domain runs. */
  boolean isRunning(long domainId) {
    return running.containsKey(domainId);
  }

  /** Why nobody asks that authority now; null if it isn't known to be away. */
  @Nullable Trouble whyWaiting(URI directory) {
    Trouble wrong = wallClock.trouble();
    return wrong != null ? wrong : reachability.why(directory);
  }

  /** Takes no more, and lets what runs come to the end of its step. */
  @Override
  public void close() {
    closed = true;
    stir();
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
        LOG.warn("acme.store: what is due can't be looked at, and is soon: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("acme.failure: a look at what is due failed and is repeated", e);
      }
      rest();
    }
    looked.complete(null);
  }

  private void rest() {
    lock.lock();
    try {
      long began = System.nanoTime();
      long rested = 0;
      while (!closed && rested < (stirred ? APART : EVERY).toNanos()) {
        boolean unused =
            word.await((stirred ? APART : EVERY).toNanos() - rested, TimeUnit.NANOSECONDS);
        rested = System.nanoTime() - began;
      }
      stirred = false;
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    for (long dropped : watch.look()) {
      drop(dropped);
    }
    if (watch.hasMore()) {
      stir();
    }
    Instant now = clock.instant();
    Trouble jumped = wallClock.look();
    if (jumped != null) {
      store.change(write -> IssuanceLog.note(write, "clock.jumped", jumped.sentence()));
    }
    reports.unreachable(
        reachability.awayLong(now).stream()
            .map(away -> new Unreachable(away.directory(), away.since(), away.why()))
            .toList());
    boolean isTrusted = wallClock.isTrusted();
    reports.clock(wallClock.trouble());
    accounts.look();
    if (isTrusted) {
      inquiry.look();
      dispatch(now);
    }
    compareClock();
    tidy(now);
  }

  /** What a crash left on the board goes, and what says nothing any more of the budget. */
  private void tidy(Instant now) {
    if (tidied == null || tidied.plus(TIDY_EVERY).isBefore(now) || tidied.isAfter(now)) {
      tidied = now;
      threads.execute(board::tidy);
      long unused = store.<Long>write(write -> write.forgetSpent(now));
    }
  }

  /** A run of it ends before its next step. */
  private void drop(long domainId) {
    boolean has = store.read(read -> !read.acmeOrders(domainId).isEmpty());
    Orders known = has || running.containsKey(domainId) ? orders.get() : null;
    if (known != null) {
      known.drop(domainId);
    }
  }

  /** Only where something is planned: else no authority is asked anything. */
  private void compareClock() {
    boolean isPlanned =
        !store.read(read -> read.acmeDomainsDue(Instant.ofEpochSecond(1L << 33), 1)).isEmpty();
    if (isPlanned && wallClock.wantsCheck()) {
      threads.execute(() -> {
        Trouble before = wallClock.trouble();
        wallClock.check(acme.directories());
        Trouble after = wallClock.trouble();
        noteClock(before, after);
        stir();
      });
    }
  }

  private void noteClock(@Nullable Trouble before, @Nullable Trouble after) {
    if (after != null && before == null) {
      store.change(write -> IssuanceLog.note(write, "clock.wrong", after.sentence()));
    } else if (after == null && before != null) {
      store.change(write ->
          IssuanceLog.note(write, "clock.right", "The clock agrees with the authority's."));
    }
  }

  private synchronized Quota quota() {
    Quota known = quota;
    if (known == null) {
      known = new Quota(store, acme.directories());
      quota = known;
    }
    return known;
  }

  /** What is due, and what was begun before a restart or a wait. */
  private record Weighed(List<DueDomain> begun, List<DueDomain> others) {}

  private void dispatch(Instant now) {
    int room = AT_ONCE - running.size();
    if (room <= 0 || closed) {
      return;
    }
    List<AcmeDomainRow> due =
        store.read(read -> read.acmeDomainsDue(now, WEIGHED + running.size()));
    boolean isIdle = due.stream().allMatch(row -> running.containsKey(row.domainId()));
    if (isIdle && !orders.isThere()) {
      return;
    }
    Orders known = orders.get();
    reports.unusable(orders.trouble());
    int ahead = known == null ? 0 : quota().ahead(now);
    if (known == null || (isIdle && ahead == 0)) {
      return;
    }
    Weighed weighed = weigh(withThoseAhead(due, ahead, now), now);
    for (DueDomain each : weighed.begun()) {
      if (running.size() < AT_ONCE) {
        begin(known, each, Admitted.begunBefore(each.candidate()), true);
      }
    }
    admit(known, weighed.others(), now);
  }

  /** With those that are due next, of which some may be drawn ahead. */
  private List<AcmeDomainRow> withThoseAhead(List<AcmeDomainRow> due, int ahead, Instant now) {
    return ahead == 0
        ? due
        : store.read(
            read -> read.acmeDomainsDue(now.plus(Duration.ofDays(400)), due.size() + ahead));
  }

  private Weighed weigh(List<AcmeDomainRow> rows, Instant now) {
    List<DueDomain> begun = new ArrayList<>();
    List<DueDomain> others = new ArrayList<>();
    Reachability<Trouble>.Look look = reachability.look(now);
    store.<Boolean>read(read -> {
      DomainTree tree = feed.live().tree();
      Set<Long> ordered = new HashSet<>();
      read.acmeOrderedDomains(ordered::add);
      for (AcmeDomainRow row : rows) {
        Domain domain = tree.domain(row.domainId());
        if (domain == null || running.containsKey(row.domainId())) {
          continue;
        }
        URI directory = look.next(row.failures());
        if (directory == null) {
          continue;
        }
        CertificateId id = domain.certificate();
        DueDomain due =
            DueDomain.of(tree, row, id == null ? null : read.certificate(id), acme, directory);
        if (due != null) {
          (ordered.contains(row.domainId()) ? begun : others).add(due);
        }
      }
      return true;
    });
    return new Weighed(begun, others);
  }

  private void admit(Orders known, List<DueDomain> due, Instant now) {
    Map<Long, DueDomain> byId = new HashMap<>();
    List<Candidate> candidates = new ArrayList<>();
    for (DueDomain each : due) {
      byId.put(each.domain().id(), each);
      candidates.add(each.candidate());
    }
    int room = AT_ONCE - running.size();
    if (candidates.isEmpty() || room <= 0) {
      return;
    }
    Admission admission = quota().admit(candidates, now, room);
    for (Admitted admitted : admission.admitted()) {
      DueDomain each = byId.get(admitted.candidate().domainId());
      if (each != null) {
        begin(known, each, admitted, false);
      }
    }
    defer(admission.deferred(), byId, now);
  }

  private void defer(List<Deferred> deferred, Map<Long, DueDomain> due, Instant now) {
    if (deferred.isEmpty()) {
      return;
    }
    store.change(write -> {
      for (Deferred each : deferred) {
        DueDomain domain = due.get(each.candidate().domainId());
        AcmeDomainRow row = write.acmeDomain(each.candidate().domainId());
        if (domain == null || row == null || !isDue(row, now) || !row.equals(domain.row())) {
          continue;
        }
        String why = "It waits for " + each.limit() + ".";
        if (!why.equals(row.waitsFor())) {
          IssuanceLog.note(
              write,
              domain.domain().id(),
              domain.domain().name(),
              "order.deferred",
              why + " Its turn is at " + each.until() + ".",
              null);
        }
        Instant until = each.until().isAfter(now) ? each.until() : now.plusSeconds(1);
        Standing standing = row.failures() > 0 ? Standing.RETRYING : Standing.WAITING;
        write.putAcmeDomain(row.waiting(standing.word(), until, why));
      }
    });
  }

  private static boolean isDue(AcmeDomainRow row, Instant now) {
    return row.nextAt() != null && !row.nextAt().isAfter(now);
  }

  private void begin(Orders known, DueDomain due, Admitted admitted, boolean isBegun) {
    if (running.putIfAbsent(due.domain().id(), due.directory()) != null) {
      return;
    }
    reachability.trying(due.directory());
    try {
      threads.execute(() -> order(known, due, admitted, isBegun));
    } catch (RejectedExecutionException e) {
      running.remove(due.domain().id());
    }
  }

  private void order(Orders known, DueDomain due, Admitted admitted, boolean isBegun) {
    try {
      store.change(write -> {
        Quota.begin(write, admitted);
        IssuanceLog.note(
            write,
            due.domain().id(),
            due.domain().name(),
            isBegun ? "order.resumed" : "order.begun",
            (isBegun ? "The order of a certificate for " : "A certificate for ")
                + due.asked()
                + (isBegun ? " goes on at " : " is ordered from ")
                + due.directory()
                + ".",
            null);
      });
      Outcome outcome = run(known, due);
      heard(due, outcome);
      boolean wasOrdered =
          isBegun || store.read(read -> !read.acmeOrders(due.domain().id()).isEmpty());
      settlement.settle(
          due,
          elsewhere(due, outcome),
          write -> quota().settle(write, admitted, outcome, wasOrdered, clock.instant()));
      ended(due);
      stir();
    } catch (StoreException e) {
      // Not stirred: it goes on with the next look, by when the store may take writes again.
      LOG.warn("acme.store {}: {}", due.domain().name(), e.getMessage());
      ended(due);
    }
  }

  private void ended(DueDomain due) {
    reachability.untried(due.directory());
    running.remove(due.domain().id());
  }

  /** A fault of ours is no failure of the domain either, but must not spin. */
  private Outcome run(Orders known, DueDomain due) {
    try {
      return known.run(due.wanted());
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("acme.failure {}: its order failed and is repeated", due.domain().name(), e);
      return new Outcome.Later(
          new Trouble(
              "store",
              "Treeline itself failed on this order: " + e + ".",
              "See the server's log; it is repeated by itself.",
              null),
          clock.instant().plus(AFTER_FAULT),
          false);
    }
  }

  /** Learns from it whether the authority answers. */
  private void heard(DueDomain due, Outcome outcome) {
    URI directory = due.directory();
    switch (outcome) {
      case Outcome.Later(Trouble trouble, Instant until, boolean all) when all -> {
        if (reachability.isAway(directory, trouble, until, clock.instant())) {
          store.change(write ->
              IssuanceLog.note(
                  write, "authority.away", trouble.sentence() + " It is tried again."));
        }
      }
      case Outcome.Failed(Trouble trouble) when trouble.kind().equals("preflight") -> {}
      case Outcome.Dropped dropped -> {}
      case Outcome.Issued issued -> isBack(directory);
      case Outcome.Failed failed -> isBack(directory);
      case Outcome.Later later -> {
        if (!later.trouble().kind().equals("store")) {
          isBack(directory);
        }
      }
    }
  }

  /** Who found an authority still away asks the one in its place at once. */
  private Outcome elsewhere(DueDomain due, Outcome outcome) {
    Instant now = clock.instant();
    return outcome instanceof Outcome.Later(Trouble trouble, Instant until, boolean all)
            && all
            && reachability.isReplaced(due.directory(), now)
        ? new Outcome.Later(trouble, now, true)
        : outcome;
  }

  private void isBack(URI directory) {
    if (reachability.answered(directory)) {
      store.change(
          write -> IssuanceLog.note(write, "authority.back", directory + " answers again."));
    }
  }
}
