package io.treeline.acme;

import io.treeline.acme.plan.Admission.Deferred;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.Store;
import io.treeline.store.StoreWrite;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Remembers of domains that a limit holds up what they wait for, and when their turn is: until then
 * nobody looks at them. For one thread; blocks.
 */
final class Deferral {

  private final Store store;

  Deferral(Store store) {
    this.store = store;
  }

  /**
   * Writes it down in one transaction.
   *
   * @param due the domains by their numbers, as they were weighed: one that changed meanwhile is
   *     left alone
   */
  void write(List<Deferred> deferred, Map<Long, DueDomain> due, Instant now) {
    if (!deferred.isEmpty()) {
      store.change(write -> {
        for (Deferred each : deferred) {
          DueDomain domain = due.get(each.candidate().domainId());
          if (domain != null
              && isDue(domain.row(), now)
              && domain.row().equals(write.acmeDomain(domain.domain().id()))) {
            write(write, domain, each, now);
          }
        }
      });
    }
  }

  /** One that was only looked at to be drawn ahead has its time. */
  private static boolean isDue(AcmeDomainRow row, Instant now) {
    return row.nextAt() != null && !row.nextAt().isAfter(now);
  }

  private static void write(StoreWrite write, DueDomain domain, Deferred deferred, Instant now) {
    AcmeDomainRow row = domain.row();
    Trouble why =
        new Trouble(
            Trouble.LIMIT,
            "It waits for " + deferred.limit() + ".",
            "Nothing: it is ordered when its turn comes.",
            null);
    if (!why.equals(TroubleText.read(row.waitsFor()))) {
      IssuanceLog.note(
          write,
          domain.domain().id(),
          domain.domain().name(),
          "order.deferred",
          why.sentence() + " Its turn is at " + IssuanceLog.told(deferred.until()) + ".",
          null);
    }
    Instant until = deferred.until().isAfter(now) ? deferred.until() : now.plusSeconds(1);
    Standing standing = row.failures() > 0 ? Standing.RETRYING : Standing.WAITING;
    write.putAcmeDomain(row.waiting(standing.word(), until, TroubleText.write(why)));
  }
}
