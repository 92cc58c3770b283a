package io.treeline.registry;

import io.treeline.core.cert.Finding;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.DomainName;
import java.util.List;

/**
 * What putting a certificate does, or would do in a dry run. Immutable.
 *
 * @param stored false for a dry run
 * @param bundle what is (or would be) served
 * @param findings what was put right and what to know
 * @param served how many names of the tree get this certificate by the rules
 * @param uncovered the first of them that it doesn't cover, at most 100
 */
public record PutOutcome(
    boolean stored,
    PublicBundle bundle,
    List<Finding> findings,
    long served,
    List<DomainName> uncovered) {}
