package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.core.cert.HeldKeys;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.Store;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Imports domains as JSON Lines: all lines or none, in one transaction and one numbered change. */
final class BulkImport {

  private final Store store;
  private final ChangeFeed feed;
  private final Ledger ledger;
  private final CertificateIntake intake;

  BulkImport(Store store, ChangeFeed feed, Ledger ledger, CertificateIntake intake) {
    this.store = store;
    this.feed = feed;
    this.ledger = ledger;
    this.intake = intake;
  }

  ImportOutcome run(
      Principal who, InputStream jsonLines, boolean allowNested, ImportProgress progress) {
    return ledger.write(
        who,
        page -> {
          Landing landing = new Landing(who, page, allowNested);
          try (JudgedLines lines =
              new JudgedLines(jsonLines, new LineJudge(intake, heldKeys(who)))) {
            lines.forEach(line -> {
              landing.take(line);
              if (line.number() % 500 == 0) {
                progress.lines(line.number());
              }
            });
          }
          return landing.settle();
        });
  }

  /**
   * Keys are looked up beside the transaction: lines are judged by several threads, and a
   * transaction belongs to one.
   */
  private HeldKeys heldKeys(Principal who) {
    DomainTree tree = feed.live().tree();
    return spki ->
        store.<byte @Nullable []>read(
            read -> CertificateIntake.heldKeys(who, tree, read).pkcs8Of(spki));
  }
}
