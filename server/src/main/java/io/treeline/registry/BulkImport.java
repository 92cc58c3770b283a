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
      Principal who,
      InputStream jsonLines,
      boolean allowNested,
      boolean dryRun,
      ImportProgress progress) {
    if (!Rights.has(who, Right.OPERATOR)) {
      throw new Refusal.Forbidden(Right.OPERATOR, "what is imported");
    }
    LineJudge judge = new LineJudge(who, intake, atHand(who));
    try {
      return ledger.write(
          who,
          page -> {
            Landing landing = new Landing(page, allowNested);
            try (JudgedLines lines = new JudgedLines(jsonLines, judge)) {
              lines.forEach(landing::take, progress);
            }
            ImportOutcome outcome = landing.settle();
            if (dryRun) {
              throw new Abandoned(outcome.ofDryRun());
            }
            return outcome;
          });
    } catch (Abandoned dry) {
      return dry.outcome;
    }
  }

  /** Ends the transaction of a dry run: all that it wrote is undone. */
  @SuppressWarnings("serial") // never leaves this class
  private static final class Abandoned extends RuntimeException {
    private final transient ImportOutcome outcome;

    Abandoned(ImportOutcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
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
