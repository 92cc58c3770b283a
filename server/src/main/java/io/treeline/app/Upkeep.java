package io.treeline.app;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.feed.ChangeFeed;
import io.treeline.feed.Live;
import io.treeline.registry.Installation;
import io.treeline.registry.Registry;
import io.treeline.tls.TicketKeys;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the installation's default certificate, its ticket secrets and what its own authority
 * issued fresh, and the roles supplied with the tickets' secrets. Looks every minute and asks the
 * wall clock then, so that a machine that slept is not behind.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Installation installation;
  private final Registry registry;
  private final RunningRoles roles;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("upkeep").daemon().factory());

  private Upkeep(Installation installation, Registry registry, RunningRoles roles) {
    this.installation = installation;
    this.registry = registry;
    this.roles = roles;
  }

  /** Looks at once when the master has another name, which the default certificate is for. */
  static Upkeep start(
      Installation installation, Registry registry, RunningRoles roles, ChangeFeed feed) {
    Upkeep upkeep = new Upkeep(installation, registry, roles);
    AtomicReference<@Nullable DomainName> master = new AtomicReference<>(masterOf(feed.live()));
    feed.onLive(live -> {
      DomainName now = masterOf(live);
      if (!Objects.equals(master.getAndSet(now), now)) {
        upkeep.lookSoon();
      }
    });
    upkeep.supply();
    var unused =
        upkeep.timer.scheduleWithFixedDelay(
            upkeep::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return upkeep;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static @Nullable DomainName masterOf(Live live) {
    Domain master = live.tree().master();
    return master == null ? null : master.name();
  }

  private void lookSoon() {
    if (!timer.isShutdown()) {
      timer.execute(this::look);
    }
  }

  private void look() {
    attempt("The default certificate and the ticket keys", this::keepUp);
    attempt("The certificates of the local authority", this::renewLocallyIssued);
  }

  private void keepUp() {
    installation.keepUp();
    supply();
  }

  private void renewLocallyIssued() {
    int renewed = registry.renewLocallyIssued();
    if (renewed > 0) {
      LOG.info("Renewed {} certificates of the local authority", renewed);
    }
  }

  private static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("{} could not be looked after: {}", what, e.getMessage());
    }
  }

  private void supply() {
    roles.useTicketKeys(TicketKeys.of(installation.ticketSecrets()));
  }
}
