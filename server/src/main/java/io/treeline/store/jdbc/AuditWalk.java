package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;
import io.treeline.store.AuditRow;
import io.treeline.store.AuditVerdict;
import org.jspecify.annotations.Nullable;

/** Walks along the audit chain and stops believing at the first line that doesn't follow. */
final class AuditWalk {

  private long lines;
  private Fingerprint head = AuditHash.NONE;
  private @Nullable AuditVerdict broken;

  void take(AuditRow row) {
    if (broken != null) {
      return;
    }
    long expected = lines + 1;
    if (row.number() != expected) {
      broken = new AuditVerdict.Broken(expected, "Line " + expected + " is missing.");
      return;
    }
    Fingerprint hash = AuditHash.of(head, row.number(), row.at(), row.change(), row.line());
    if (!hash.equals(row.hash())) {
      broken =
          new AuditVerdict.Broken(
              expected, "Line " + expected + " was changed after it was written.");
      return;
    }
    lines = expected;
    head = hash;
  }

  /** The verdict, given how many lines were written and the hash of the last. */
  AuditVerdict verdict(long written, Fingerprint lastHash) {
    if (broken != null) {
      return broken;
    }
    if (lines != written) {
      return new AuditVerdict.Broken(
          lines + 1, written + " lines were written and " + lines + " are there.");
    }
    return head.equals(lastHash)
        ? new AuditVerdict.Intact(lines)
        : new AuditVerdict.Broken(lines, "The last line is not the one that was written.");
  }
}
