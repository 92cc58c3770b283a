package io.treeline.registry;

import io.treeline.core.cert.Finding;
import io.treeline.core.tree.WhatIf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What setting did, or would do in a dry run. Immutable.
 *
 * @param stored false for a dry run
 * @param domain the domain as it is now
 * @param findings of the certificate, if one was among the settings
 * @param whatIf which names of the tree would get another certificate; only for a dry run that has
 *     one among the settings, or ends it
 */
public record SetOutcome(
    boolean stored, DomainView domain, List<Finding> findings, @Nullable WhatIf whatIf) {

  /** Copies the list. */
  public SetOutcome {
    findings = List.copyOf(findings);
  }
}
