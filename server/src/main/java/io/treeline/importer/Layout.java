package io.treeline.importer;

import java.util.List;

/**
 * What was read of another server. Immutable.
 *
 * @param remarks what of it isn't understood or isn't there
 */
public record Layout(List<Site> sites, List<Remark> remarks) {

  /** Copies the lists. */
  public Layout {
    sites = List.copyOf(sites);
    remarks = List.copyOf(remarks);
  }

  /** Whether there is a certificate in it. */
  public boolean isEmpty() {
    return sites.isEmpty();
  }
}
