package io.treeline.acme.plan;

import java.net.URI;
import java.time.Duration;

/**
 * A limit that an authority agreed with this installation, in place of what it allows everybody; or
 * one of an authority of which nothing is known here. Immutable.
 *
 * @param directory of the authority
 * @param count how many it allows in the period
 */
public record AgreedLimit(URI directory, Counted counted, int count, Duration period) {}
