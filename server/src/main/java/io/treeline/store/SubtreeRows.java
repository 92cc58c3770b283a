package io.treeline.store;

import io.treeline.core.name.DomainName;

/** Takes the domains of a subtree one by one. */
@FunctionalInterface
public interface SubtreeRows {

  /** Takes one domain. */
  void row(long id, DomainName name);
}
