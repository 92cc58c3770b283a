package io.treeline.store;

/** What a walk along the audit chain found. */
public sealed interface AuditVerdict {

  /** Every line follows from the one before it, and none is missing at the end. */
  record Intact(long lines) implements AuditVerdict {}

  /**
   * The chain breaks.
   *
   * @param number the first line that is not what was written
   * @param reason one sentence
   */
  record Broken(long number, String reason) implements AuditVerdict {}
}
