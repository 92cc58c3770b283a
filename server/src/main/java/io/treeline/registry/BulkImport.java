package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.core.cert.HeldKeys;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Imports domains as JSON Lines: all lines or none, in one transaction and one numbered change. */
final class BulkImport {

  private final Ledger ledger;
  private final CertificateIntake intake;

  BulkImport(Ledger ledger, CertificateIntake intake) {
    this.ledger = ledger;
    this.intake = intake;
  }

  ImportOutcome run(
      Principal who, InputStream jsonLines, boolean allowNested, ImportProgress progress) {
    if (!Rights.has(who, Right.OPERATOR)) {
      throw new Refusal.Forbidden(Right.OPERATOR, "what is imported");
    }
    LineJudge judge = new LineJudge(intake, atHand(who));
    return ledger.write(
        who,
        page -> {
          Landing landing = new Landing(page, allowNested);
          try (JudgedLines lines = new JudgedLines(jsonLines, judge)) {
            lines.forEach(landing::take, progress);
          }
          return landing.settle();
        });
  }

  /**
   * Keys are looked up beside the transaction: lines are judged by several threads, and a
   * transaction belongs to one.
   */
  private AtHand atHand(Principal who) {
    HeldKeys keys = spki -> ledger.<byte @Nullable []>read(who, view -> AtHand.heldKey(view, spki));
    return new AtHand(keys, ledger.read(who, view -> AtHand.ownRoots(view.read)));
  }
}
