package io.treeline.registry;

/**
 * What a bulk import did, or would do in a dry run. Immutable.
 *
 * @param added domains that are new
 * @param updated domains that were there
 * @param certificates certificates that were put in force, those not counted that were already
 * @param change the number of the one change; 0 for a dry run
 * @param stored false for a dry run
 * @param warnings what was taken and will give some clients trouble
 */
public record ImportOutcome(
    long added,
    long updated,
    long certificates,
    long change,
    boolean stored,
    ImportWarnings warnings) {

  ImportOutcome ofDryRun() {
    return new ImportOutcome(added, updated, certificates, 0, false, warnings);
  }
}
