package io.treeline.store;

import io.treeline.core.name.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * A line for the issuance log; none of it may hold a secret. Immutable.
 *
 * @param domainId 0 for what concerns no one domain
 * @param domain its name; null for what concerns no one domain
 * @param event a stable name such as {@code automation.ended}
 * @param message what happened, in plain words
 * @param problem an authority's problem document as JSON; null without one
 */
public record NewAcmeEvent(
    long domainId,
    @Nullable DomainName domain,
    String event,
    String message,
    @Nullable String problem) {

  /** Something that happened to a domain. */
  public static NewAcmeEvent of(long domainId, DomainName domain, String event, String message) {
    return new NewAcmeEvent(domainId, domain, event, message, null);
  }
}
