package io.treeline.acme;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.NewAcmeEvent;
import io.treeline.store.StoreWrite;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happens: a line of the issuance log for operators, and one of the server's log that
 * begins with {@code acme.} and the same name. It has no state.
 */
final class IssuanceLog {

  private static final Logger LOG = LoggerFactory.getLogger(IssuanceLog.class);

  private IssuanceLog() {}

  /** Something that happened to a domain. */
  static void note(
      StoreWrite write,
      long domainId,
      DomainName name,
      String event,
      String message,
      @Nullable String problem) {
    long unused = write.addAcmeEvent(new NewAcmeEvent(domainId, name, event, message, problem));
    LOG.info("acme.{} {}: {}", event, name, message);
  }

  /** Something that concerns no one domain. */
  static void note(StoreWrite write, String event, String message) {
    long unused = write.addAcmeEvent(new NewAcmeEvent(0, null, event, message, null));
    LOG.info("acme.{}: {}", event, message);
  }

  /** A domain whose automation stands otherwise because the tree was changed. */
  static void turned(
      StoreWrite write, Domain domain, @Nullable AcmeDomainRow before, AcmeDomainRow after) {
    Standing from = before == null ? Standing.OFF : Standing.of(before.status());
    Turned turned = turned(from, Standing.of(after.status()), after);
    if (turned != null) {
      note(write, domain.id(), domain.name(), turned.event(), turned.message(), null);
    }
  }

  private record Turned(String event, String message) {}

  private static @Nullable Turned turned(Standing from, Standing to, AcmeDomainRow after) {
    return switch (to) {
      case OFF ->
          from == Standing.OFF
              ? null
              : new Turned(
                  "automation.off", "acme_enabled isn't set any more: nothing is ordered.");
      case NO_EMAIL ->
          from == Standing.NO_EMAIL
              ? null
              : new Turned(
                  "automation.no-email",
                  "No acme_account_email is set here or above: nothing is sent to an authority.");
      // What a person puts over an automatic one is noted where he does it.
      case MANUAL ->
          from.isPlanned() || from == Standing.MANUAL
              ? null
              : new Turned(
                  "automation.manual",
                  "The certificate was put in by hand: it is left alone until certificate_pem is"
                      + " cleared.");
      case VALID ->
          from.isPlanned()
              ? null
              : new Turned(
                  "automation.on",
                  "The automatic certificate in force is renewed, by now at "
                      + told(Objects.requireNonNull(after.nextAt()))
                      + ".");
      case DUE -> due(from, after);
      case WAITING, RETRYING, ORDERING -> null;
    };
  }

  /** A moment as the log's sentences have it. */
  static Instant told(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  private static @Nullable Turned due(Standing from, AcmeDomainRow after) {
    String ordered = "A certificate is ordered for " + after.asked() + ".";
    return switch (from) {
      case OFF, NO_EMAIL -> new Turned("automation.on", ordered);
      case VALID ->
          new Turned("automation.changed", "Something else is asked for by now. " + ordered);
      case RETRYING, WAITING ->
          new Turned("automation.changed", "Its settings were changed. " + ordered);
      case MANUAL, DUE, ORDERING -> null;
    };
  }
}
