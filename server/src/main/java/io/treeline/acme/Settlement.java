package io.treeline.acme;

import io.treeline.acme.plan.Backoff;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.CatchUp;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.CertificateRow;
import io.treeline.store.Store;
import io.treeline.store.StoreWrite;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what came of an attempt, and when the next one is. What the tree wants by then comes
 * first: a domain that left the plan meanwhile stays out of it. Safe for use by several threads.
 */
final class Settlement {

  private static final Duration SOONEST = Duration.ofMinutes(1);

  private final Store store;
  private final ChangeFeed feed;
  private final Predicate<String> configured;
  private final IssuanceReports reports;
  private final InstantSource clock;

  Settlement(
      Store store,
      ChangeFeed feed,
      Predicate<String> configured,
      IssuanceReports reports,
      InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.configured = configured;
    this.reports = reports;
    this.clock = clock;
  }

  private record Settled(Domain domain, AcmeDomainRow row) {}

  /**
   * Writes it down.
   *
   * @param with what else belongs into the same transaction
   */
  void settle(Attempt attempt, Outcome outcome, Consumer<StoreWrite> with) {
    DueDomain due = attempt.due();
    Settled settled =
        store.<@Nullable Settled>write(write -> {
          with.accept(write);
          DomainTree tree = CatchUp.tree(feed.live().tree(), write);
          Domain domain = tree.domain(due.domain().id());
          AcmeDomainRow row = write.acmeDomain(due.domain().id());
          if (domain == null || row == null || !Standing.of(row.status()).isPlanned()) {
            return null;
          }
          AcmeDomainRow next = next(write, tree, domain, row, attempt, outcome);
          write.putAcmeDomain(next);
          return new Settled(domain, next);
        });
    if (settled != null) {
      reports.report(settled.domain(), settled.row());
    }
  }

  private AcmeDomainRow next(
      StoreWrite write,
      DomainTree tree,
      Domain domain,
      AcmeDomainRow row,
      Attempt attempt,
      Outcome outcome) {
    DueDomain due = attempt.due();
    boolean isStillAsked = due.asked().equals(row.asked());
    return switch (outcome) {
      case Outcome.Issued issued -> issued(write, tree, domain, row, due);
      case Outcome.Failed(Trouble trouble, var unconfirmed) when isStillAsked ->
          failed(write, domain, row, due, trouble);
      case Outcome.Failed failed -> row;
      case Outcome.Later later -> isStillAsked ? later(write, domain, row, attempt, later) : row;
      case Outcome.Ended(Trouble trouble, var unconfirmed) when isStillAsked ->
          ended(write, domain, row, trouble);
      case Outcome.Ended ended -> row;
      case Outcome.Dropped(String why) -> dropped(write, domain, row, due, why);
    };
  }

  private AcmeDomainRow issued(
      StoreWrite write, DomainTree tree, Domain domain, AcmeDomainRow row, DueDomain due) {
    AcmeDomainRow healthy = row.failing(0, null, null).judgedBy(row.asked(), null);
    AcmeDomainRow next =
        new Assessment(configured, clock.instant())
            .judge(
                domain,
                Wish.of(tree, domain),
                Assessment.inForce(write, domain),
                healthy,
                Assessment.Cause.LOOK);
    if (Standing.of(next.status()) == Standing.DUE && due.asked().equals(next.asked())) {
      return failed(write, domain, row, due, notWhatWasAsked(due));
    }
    CertificateRow inForce = Assessment.inForce(write, domain);
    next = inForce == null ? next : notAtOnce(next, inForce);
    String until = inForce == null ? "" : " It holds until " + Assessment.notAfter(inForce) + ".";
    String renewal =
        Standing.of(next.status()) == Standing.VALID
            ? " As planned so far, it is renewed at "
                + IssuanceLog.told(Objects.requireNonNull(next.nextAt()))
                + "."
            : "";
    IssuanceLog.note(
        write,
        domain.id(),
        domain.name(),
        "certificate.issued",
        due.directory() + " issued a certificate for " + due.asked() + "." + until + renewal,
        null);
    return next;
  }

  /** What is due by the time it is issued would be ordered again and again. */
  private AcmeDomainRow notAtOnce(AcmeDomainRow row, CertificateRow inForce) {
    Duration lifetime =
        Duration.between(Assessment.notBefore(inForce), Assessment.notAfter(inForce));
    Duration share = lifetime.dividedBy(20);
    Instant soonest = clock.instant().plus(share.compareTo(SOONEST) > 0 ? share : SOONEST);
    Instant next = row.nextAt();
    return Standing.of(row.status()) == Standing.VALID && next != null && next.isBefore(soonest)
        ? row.standing(row.status(), soonest)
        : row;
  }

  /** Else it would be ordered again and again. */
  private static Trouble notWhatWasAsked(DueDomain due) {
    return new Trouble(
        "rejected",
        "The certificate that "
            + due.directory()
            + " issued is in force, but isn't what was ordered: "
            + due.asked()
            + ".",
        "Look at it with 'treeline domain show "
            + due.domain().name()
            + "', and ask the authority.",
        null);
  }

  private AcmeDomainRow failed(
      StoreWrite write, Domain domain, AcmeDomainRow row, DueDomain due, Trouble trouble) {
    Instant now = clock.instant();
    int failures = row.failures() + 1;
    CertificateRow inForce = Assessment.inForce(write, domain);
    Instant next =
        Backoff.next(
            failures,
            now,
            inForce == null ? null : Assessment.notAfter(inForce),
            domain.id() * 31 + failures);
    IssuanceLog.note(
        write,
        domain.id(),
        domain.name(),
        "order.failed",
        trouble.sentence()
            + " "
            + trouble.nextStep()
            + " It is tried again at "
            + IssuanceLog.told(next)
            + ".",
        trouble.problem());
    return row.standing(Standing.RETRYING.word(), next)
        .failing(failures, TroubleText.write(trouble), now)
        .at(due.directory().toString());
  }

  private AcmeDomainRow later(
      StoreWrite write, Domain domain, AcmeDomainRow row, Attempt attempt, Outcome.Later outcome) {
    Trouble trouble = outcome.trouble();
    Instant now = clock.instant();
    Instant next = outcome.until().isAfter(now) ? outcome.until() : now.plusSeconds(1);
    boolean isStillAway = outcome.wholeAuthority() && attempt.isProbe() && attempt.isAfterWait();
    if (!isStillAway && !trouble.equals(TroubleText.read(row.waitsFor()))) {
      IssuanceLog.note(
          write,
          domain.id(),
          domain.name(),
          "order.waiting",
          trouble.sentence() + " It goes on at " + IssuanceLog.told(next) + ".",
          trouble.problem());
    }
    return row.waiting(Standing.WAITING.word(), next, TroubleText.write(trouble))
        .at(attempt.directory().toString());
  }

  /** It is due as before; what the limits leave it decides when a new order is made. */
  private AcmeDomainRow ended(StoreWrite write, Domain domain, AcmeDomainRow row, Trouble trouble) {
    IssuanceLog.note(
        write,
        domain.id(),
        domain.name(),
        "order.ended",
        "The order that was under way is over: " + trouble.sentence() + " Another is made.",
        trouble.problem());
    return row.standing(Standing.DUE.word(), clock.instant());
  }

  /** Whoever dropped it has judged the domain anew; a moment's rest keeps this from spinning. */
  private AcmeDomainRow dropped(
      StoreWrite write, Domain domain, AcmeDomainRow row, DueDomain due, String why) {
    IssuanceLog.note(write, domain.id(), domain.name(), "order.dropped", why, null);
    Instant now = clock.instant();
    boolean isDue = row.nextAt() != null && !row.nextAt().isAfter(now);
    return isDue && due.asked().equals(row.asked())
        ? row.standing(row.status(), now.plusSeconds(5))
        : row;
  }
}
