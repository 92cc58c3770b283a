package io.treeline.store;

import java.time.Instant;

/**
 * What was spent of a limit of an authority, or where it asked for patience.
 *
 * @param authority the host of its directory
 * @param counted what is counted
 * @param subject whose it is: an account, a registered domain, a set of names or a name
 * @param until from when nothing of it is spent any more
 */
public record SpentRow(String authority, String counted, String subject, Instant until) {}
