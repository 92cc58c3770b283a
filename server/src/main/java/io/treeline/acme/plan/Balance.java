package io.treeline.acme.plan;

import java.time.Instant;

/**
 * What is left of a limit. Immutable.
 *
 * @param limit in words
 * @param left how many may go at once
 * @param until when nothing of it is spent any more
 */
public record Balance(String limit, long left, Instant until) {}
