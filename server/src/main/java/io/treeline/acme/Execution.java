package io.treeline.acme;

import io.treeline.acme.plan.Reachability;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries attempts out: what one spends is stored before its order is made, and what came of it is
 * remembered of the domain, of the limits and of the authority. Safe for use by several threads;
 * blocks.
 */
final class Execution {

  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

  private final Store store;
  private final Quota quota;
  private final Reachability<Trouble> reachability;
  private final Settlement settlement;
  private final StoreWatch storeWatch;
  private final InstantSource clock;

  Execution(
      Store store,
      Quota quota,
      Reachability<Trouble> reachability,
      Settlement settlement,
      StoreWatch storeWatch,
      InstantSource clock) {
    this.store = store;
    this.quota = quota;
    this.reachability = reachability;
    this.settlement = settlement;
    this.storeWatch = storeWatch;
    this.clock = clock;
  }

  /** Runs one to its end; false if the store takes no writes, so that it has to be begun again. */
  boolean carriedOut(Orders orders, Attempt attempt) {
    @Nullable Outcome outcome = null;
    try {
      begin(attempt);
      outcome = outcome(orders, attempt);
      boolean isNewlyAway = isNewlyAway(attempt.directory(), outcome);
      settle(attempt, outcome);
      learn(attempt.directory(), outcome, isNewlyAway);
      storeWatch.isFine();
      return true;
    } catch (StoreException e) {
      storeWatch.refused(attempt.due().domain().name().text(), e);
      if (outcome == null && !hasOrder(attempt)) {
        quota.giveBack(attempt.admitted(), clock.instant());
      }
      return false;
    }
  }

  private boolean hasOrder(Attempt attempt) {
    return attempt.isResumed()
        || store.read(read -> !read.acmeOrders(attempt.domainId()).isEmpty());
  }

  private void begin(Attempt attempt) {
    store.change(write -> {
      Quota.begin(write, attempt.admitted());
      if (!attempt.isAfterWait()) {
        IssuanceLog.note(
            write,
            attempt.domainId(),
            attempt.due().domain().name(),
            attempt.isResumed() ? "order.resumed" : "order.begun",
            attempt.words(),
            null);
      }
    });
  }

  /** A fault of ours is no failure of the domain either, but must not spin. */
  private Outcome outcome(Orders orders, Attempt attempt) {
    try {
      return orders.run(attempt.due().wanted());
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error(
          "acme.failure {}: its order failed and is repeated", attempt.due().domain().name(), e);
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

  private boolean isNewlyAway(URI directory, Outcome outcome) {
    return outcome instanceof Outcome.Later(Trouble trouble, Instant until, boolean all)
        && all
        && reachability.isAway(directory, trouble, until, clock.instant());
  }

  /** Learns from it whether the authority answers; what it asked for is remembered by then. */
  private void learn(URI directory, Outcome outcome, boolean isNewlyAway) {
    switch (outcome) {
      case Outcome.Later(Trouble trouble, Instant until, boolean all) when all -> {
        if (isNewlyAway) {
          note("authority.away", trouble.sentence() + " It is tried again.");
        }
      }
      case Outcome.Later(Trouble trouble, Instant until, boolean all) ->
          answered(directory, !trouble.kind().equals("store"));
      case Outcome.Failed(Trouble trouble, var unconfirmed) ->
          answered(directory, !trouble.kind().equals("preflight"));
      case Outcome.Ended ended -> answered(directory, true);
      case Outcome.Issued issued -> answered(directory, true);
      case Outcome.Dropped dropped -> {}
    }
  }

  /** Whoever was asked before it wanted to be left alone may have his answer later. */
  private void answered(URI directory, boolean wasAsked) {
    boolean isLeftAlone = quota.leftAloneUntil(directory, clock.instant()) != null;
    if (wasAsked && !isLeftAlone && reachability.answered(directory)) {
      note("authority.back", directory + " answers again.");
    }
  }

  private void note(String event, String message) {
    store.change(write -> IssuanceLog.note(write, event, message));
  }

  private void settle(Attempt attempt, Outcome outcome) {
    boolean wasOrdered = hasOrder(attempt);
    settlement.settle(
        attempt,
        elsewhere(attempt, outcome),
        write -> quota.settle(write, attempt.admitted(), outcome, wasOrdered, clock.instant()));
  }

  /** Who found an authority still away asks the next at once, if that isn't away, too. */
  private Outcome elsewhere(Attempt attempt, Outcome outcome) {
    Instant now = clock.instant();
    return outcome instanceof Outcome.Later(Trouble trouble, Instant until, boolean all)
            && all
            && reachability.mayAsk(attempt.due().row().failures(), now)
        ? new Outcome.Later(trouble, now, true)
        : outcome;
  }
}
