package io.treeline.acme;

import io.treeline.core.name.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the issuance log. Immutable.
 *
 * @param number ascending
 * @param domain null for what concerns no one domain
 * @param event a stable name such as {@code order.begun}
 * @param message what happened, in plain words
 * @param problem the authority's problem document as JSON, null without one
 */
public record IssuanceEvent(
    long number,
    Instant at,
    @Nullable DomainName domain,
    String event,
    String message,
    @Nullable String problem) {}
