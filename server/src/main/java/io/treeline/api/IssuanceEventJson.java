package io.treeline.api;

import io.treeline.acme.IssuanceEvent;
import io.treeline.core.name.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the issuance log, in JSON. */
record IssuanceEventJson(
    long number,
    Instant at,
    @Nullable String domain,
    String event,
    String message,
    @Nullable Object problem) {

  static IssuanceEventJson of(IssuanceEvent event) {
    DomainName domain = event.domain();
    return new IssuanceEventJson(
        event.number(),
        event.at(),
        domain == null ? null : domain.text(),
        event.event(),
        event.message(),
        TroubleJson.problem(event.problem()));
  }
}
