package io.treeline.acme.plan;

import java.time.Instant;

/**
 * A row of what was spent of an authority's limits. The newest row of an authority, {@code counted}
 * and {@code subject} holds; once {@code until} is past it says nothing any more. Immutable.
 *
 * @param authority the host of its directory, with the port where it isn't the usual one
 * @param counted which limit, or whose patience
 * @param subject an account, a registered domain, a set of names or a name
 * @param until when nothing of it is spent any more
 */
public record Spent(String authority, String counted, String subject, Instant until) {}
