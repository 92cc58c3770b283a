package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Right;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Intake;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.WhatIf;
import io.treeline.registry.Ledger.Page;
import io.treeline.registry.Ledger.View;
import io.treeline.store.NewCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Puts certificates in force and ends them. They are judged before the write begins: opening an
 * encrypted key takes its time, and no other writer has to wait for it.
 */
final class CertificateWrites {

  private final Ledger ledger;
  private final CertificateIntake intake;

  CertificateWrites(Ledger ledger, CertificateIntake intake) {
    this.ledger = ledger;
    this.intake = intake;
  }

  /** What was judged, and what would follow where that was asked for. */
  private record Judged(Intake.Accepted accepted, @Nullable WhatIf whatIf) {

    PutOutcome outcome(boolean stored) {
      return new PutOutcome(stored, accepted.bundle().publicPart(), accepted.findings(), whatIf);
    }
  }

  PutOutcome put(
      Principal who, DomainName name, Upload upload, boolean dryRun, @Nullable Long ifVersion) {
    Judged judged =
        ledger.read(
            who,
            view -> {
              Domain domain = view.require(Right.OPERATOR, name);
              view.checkVersion(domain, ifVersion);
              Intake.Accepted accepted = intake.read(upload, name, AtHand.of(view));
              return new Judged(
                  accepted,
                  dryRun
                      ? Consequences.ofPutting(view, domain, accepted.bundle().publicPart())
                      : null);
            });
    if (!dryRun) {
      NewCertificate given = intake.toStore(judged.accepted().bundle(), upload.source(), who);
      ledger.write(
          who,
          page -> {
            Domain domain = page.require(Right.OPERATOR, name);
            page.checkVersion(domain, ifVersion);
            store(page, domain, given);
            return null;
          });
    }
    return judged.outcome(!dryRun);
  }

  void clear(Principal who, DomainName name, @Nullable Long ifVersion) {
    ledger.write(
        who,
        page -> {
          Domain domain = page.require(Right.OPERATOR, name);
          page.checkVersion(domain, ifVersion);
          clear(page, domain);
          return null;
        });
  }

  /** Which names of the tree would be served something else if it had none. */
  WhatIf whatIfCleared(Principal who, DomainName name) {
    return ledger.read(
        who, view -> Consequences.ofClearing(view, view.require(Right.OPERATOR, name)));
  }

  /** What a setting says, judged; null where it says that there is none. */
  Intake.@Nullable Accepted read(View view, DomainName name, @Nullable String text) {
    return text == null || text.isBlank() ? null : intake.read(text, name, AtHand.of(view));
  }

  /** Puts a judged value in force, or ends the one in force for null. */
  void put(Page page, Domain domain, Intake.@Nullable Accepted judged) {
    if (judged == null) {
      clear(page, domain);
    } else {
      store(page, domain, intake.toStore(judged.bundle(), "uploaded", page.who));
    }
  }

  private static void clear(Page page, Domain domain) {
    if (domain.hasCertificate()) {
      AutomationNotes.clearing(page, domain);
      page.write.clearCertificate(domain.id());
      page.note("certificate.clear", domain.name(), "");
    }
  }

  static void store(Page page, Domain domain, NewCertificate judged) {
    NewCertificate given = CertificateIntake.keepingSource(judged, domain, page.write);
    AutomationNotes.putting(page, domain, given);
    CertificateId id = page.write.putCertificate(domain.id(), given);
    if (!id.equals(domain.certificate())) {
      page.note(
          "certificate.put",
          domain.name(),
          given.source() + ", leaf sha256=" + given.pairs().getFirst().leafSha256());
    }
  }
}
