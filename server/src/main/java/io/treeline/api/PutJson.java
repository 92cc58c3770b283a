package io.treeline.api;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.WhatIf;
import io.treeline.registry.PutOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What putting a certificate did or would do, in JSON.
 *
 * @param stored false for a dry run
 * @param pem the merged text, the keys by their fingerprints only
 * @param findings what was put right, and what to know
 * @param whatIf which names of the tree would get it; only for a dry run
 */
record PutJson(
    boolean stored,
    CertificateJson certificate,
    String pem,
    List<FindingJson> findings,
    @Nullable WhatIfJson whatIf) {

  static PutJson of(PutOutcome outcome, DomainName domain) {
    WhatIf whatIf = outcome.whatIf();
    return new PutJson(
        outcome.stored(),
        CertificateJson.of(outcome.bundle(), domain),
        outcome.bundle().publicText(),
        FindingJson.all(outcome.findings()),
        whatIf == null ? null : WhatIfJson.of(whatIf));
  }
}
