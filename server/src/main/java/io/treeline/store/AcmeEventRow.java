package io.treeline.store;

import io.treeline.core.name.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the issuance log. Immutable.
 *
 * @param number ascending
 * @param domainId 0 for what concerns no one domain; it may be gone by now
 * @param domain its name at that time; null for what concerns no one domain
 */
public record AcmeEventRow(
    long number,
    Instant at,
    long domainId,
    @Nullable DomainName domain,
    String event,
    String message,
    @Nullable String problem) {}
