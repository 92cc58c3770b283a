package io.treeline.acme;

import io.treeline.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store takes what issuance has to write, as the last time showed. Without it nothing
 * is ordered, and no row can say so: it is kept in memory, and told in system_state. Safe for use
 * by several threads.
 */
final class StoreWatch {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

  private final IssuanceReports reports;
  private volatile @Nullable Trouble trouble;

  StoreWatch(IssuanceReports reports) {
    this.reports = reports;
  }

  /**
   * It didn't.
   *
   * @param what had to be written, such as the name of a domain
   */
  void refused(String what, StoreException e) {
    LOG.warn("acme.store {}: {}", what, e.getMessage());
    trouble = Trouble.of(e);
    reports.store(trouble);
  }

  /** It did, or there is nothing to write. */
  void isFine() {
    if (trouble != null) {
      trouble = null;
      reports.store(null);
    }
  }

  /** Why nothing is written; null if it is. */
  @Nullable Trouble trouble() {
    return trouble;
  }
}
