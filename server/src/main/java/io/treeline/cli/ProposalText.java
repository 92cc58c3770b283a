package io.treeline.cli;

import io.treeline.api.JsonObject;
import io.treeline.core.cert.Severity;
import io.treeline.importer.Placement;
import io.treeline.importer.Placement.Kind;
import io.treeline.importer.Proposal;
import io.treeline.importer.Remark;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A proposal as a person reads it. */
final class ProposalText {

  private final PrintStream out;
  private final TimeWords times;
  private final Style style;
  private final @Nullable ServerTree tree;

  /**
   * @param tree null where no server was there to ask
   */
  ProposalText(Terminal terminal, @Nullable ServerTree tree) {
    this.out = terminal.out();
    this.times = new TimeWords(terminal.clock().instant());
    this.style = terminal.style();
    this.tree = tree;
  }

  void print(Proposal proposal, boolean apply, @Nullable JsonObject applied) {
    Table table = new Table("NAME", "PROPOSED", "CERTIFICATE UNTIL", "FROM");
    for (Placement each : proposal.placements()) {
      table.row(
          each.name().text(),
          what(each),
          times.of(each.bundle().notAfter()) + (each.covers() ? "" : ", doesn't cover the name"),
          each.origin().toString());
    }
    if (!proposal.placements().isEmpty()) {
      table.print(out);
    }
    findings(proposal);
    remarks("Set aside:", proposal.setAside());
    remarks("Not understood:", proposal.notUnderstood());
    out.println();
    out.println(outcome(proposal, apply, applied));
  }

  private String what(Placement placement) {
    return switch (placement.kind()) {
      case ADD -> "add below " + (placement.other() == null ? master() : placement.other());
      case PUT -> "put in force";
      case SAME -> "has it already";
      case KEEP -> "keeps its own, which is newer";
      case INHERIT -> "gets it from " + placement.other();
    };
  }

  private String master() {
    return tree == null ? "the master" : tree.master();
  }

  private void findings(Proposal proposal) {
    List<Remark> found =
        proposal.placements().stream()
            .filter(each -> each.kind() != Kind.INHERIT)
            .flatMap(each ->
                each.findings().stream()
                    .filter(finding -> finding.severity() != Severity.NOTICE)
                    .map(finding -> new Remark(each.origin(), finding.toString())))
            .distinct()
            .toList();
    remarks("Found in the certificates:", found);
  }

  private void remarks(String heading, List<Remark> remarks) {
    if (!remarks.isEmpty()) {
      out.println();
      out.println(style.strong(heading));
      remarks.forEach(each -> out.println("  " + each));
    }
  }

  private String outcome(Proposal proposal, boolean apply, @Nullable JsonObject applied) {
    if (applied != null) {
      return style.good("In force")
          + ": "
          + Count.of(applied.number("added"), "domain")
          + " added, "
          + applied.number("updated")
          + " updated, "
          + Count.of(applied.number("certificates"), "certificate")
          + ".";
    }
    int changes = proposal.changes().size();
    if (changes == 0) {
      return "There is nothing to change.";
    }
    return apply
        ? ""
        : "Dry run, nothing was changed"
            + (tree == null ? " (no server answers here, so this is for an empty tree)" : "")
            + ": --apply makes it so, all or none ("
            + changes
            + " to do).";
  }
}
