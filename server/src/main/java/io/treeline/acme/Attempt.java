package io.treeline.acme;

import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.store.AcmeDomainRow;
import java.net.URI;

/**
 * One go at the certificate of a due domain. Immutable.
 *
 * @param admitted what it spends of the authority's limits
 * @param isResumed whether its order was begun before a restart or a wait, and goes on
 * @param isProbe whether it goes to an authority that was away when it began
 */
record Attempt(DueDomain due, Admitted admitted, boolean isResumed, boolean isProbe) {

  long domainId() {
    return due.domain().id();
  }

  URI directory() {
    return due.directory();
  }

  /**
   * Whether it only goes on after it waited for that authority, or for others while that was away:
   * they are tried again and again, perhaps in turn, and the log has said that it began.
   */
  boolean isAfterWait() {
    AcmeDomainRow row = due.row();
    Trouble waited = TroubleText.read(row.waitsFor());
    return Standing.of(row.status()) == Standing.WAITING
        && waited != null
        && !waited.kind().equals(Trouble.LIMIT)
        && (isProbe || directory().toString().equals(row.directory()));
  }

  /** As the log says that it begins. */
  String words() {
    return isResumed
        ? "The order of a certificate for " + due.asked() + " goes on at " + directory() + "."
        : "A certificate for " + due.asked() + " is ordered from " + directory() + ".";
  }
}
