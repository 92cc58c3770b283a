package io.treeline.app;

import io.treeline.registry.Installation;
import io.treeline.tls.TicketKeys;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  static Upkeep start(Installation installation, RunningRoles roles) {
    Upkeep upkeep = new Upkeep(installation, roles);
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
