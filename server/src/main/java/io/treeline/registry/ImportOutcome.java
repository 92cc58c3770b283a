package io.treeline.registry;

/**
 * What a bulk import did. Immutable.
 *
 * @param added domains that are new
 * @param updated domains that were there
 * @param certificates certificates that were put in force, those not counted that were already
 * @param change the number of the one change
 */
public record ImportOutcome(long added, long updated, long certificates, long change) {}
