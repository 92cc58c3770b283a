package io.treeline.registry;

import io.treeline.core.cert.Finding;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.tree.WhatIf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What putting a certificate did, or would do in a dry run. Immutable.
 *
 * @param stored false for a dry run
 * @param bundle what is (or would be) served
 * @param findings what was put right and what to know
 * @param whatIf which names of the tree would get it; only for a dry run
 */
public record PutOutcome(
    boolean stored, PublicBundle bundle, List<Finding> findings, @Nullable WhatIf whatIf) {

  /** Copies the list. */
  public PutOutcome {
    findings = List.copyOf(findings);
  }
}
