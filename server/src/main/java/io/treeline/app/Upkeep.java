package io.treeline.app;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.feed.ChangeFeed;
import io.treeline.feed.Live;
import io.treeline.registry.Installation;
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
 * Keeps the installation's default certificate and ticket secrets fresh, and the roles supplied
 * with the latter. Looks every minute and asks the wall clock then, so that a machine that slept is
 * not behind.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Installation installation;
  private final RunningRoles roles;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("upkeep").daemon().factory());

  private Upkeep(Installation installation, RunningRoles roles) {
    this.installation = installation;
    this.roles = roles;
  }

  /** Looks at once when the master has another name, which the default certificate is for. */
  static Upkeep start(Installation installation, RunningRoles roles, ChangeFeed feed) {
    Upkeep upkeep = new Upkeep(installation, roles);
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
    try {
      installation.keepUp();
      supply();
    } catch (RuntimeException e) {
      LOG.warn(
          "The default certificate and the ticket keys could not be looked after: {}",
          e.getMessage());
    }
  }

  private void supply() {
    roles.useTicketKeys(TicketKeys.of(installation.ticketSecrets()));
  }
}
