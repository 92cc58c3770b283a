package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Right;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.HeldKeys;
import io.treeline.core.cert.Intake;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.WhatIf;
import org.jspecify.annotations.Nullable;

/** Puts certificates in force and ends them. */
final class CertificateWrites {

  private final Ledger ledger;
  private final CertificateIntake intake;

  CertificateWrites(Ledger ledger, CertificateIntake intake) {
    this.ledger = ledger;
    this.intake = intake;
  }

  PutOutcome put(
      Principal who, DomainName name, Upload upload, boolean dryRun, @Nullable Long ifVersion) {
    return ledger.write(
        who,
        page -> {
          Domain domain = page.require(Right.OPERATOR, name);
          page.checkVersion(domain, ifVersion);
          HeldKeys held = CertificateIntake.heldKeys(who, page.tree, page.write);
          Intake.Accepted accepted = intake.read(upload, name, held);
          if (!dryRun) {
            store(page, domain, accepted, upload.source());
          }
          return new PutOutcome(
              !dryRun,
              accepted.bundle().publicPart(),
              accepted.findings(),
              dryRun ? whatIf(page, domain, accepted) : null);
        });
  }

  void clear(Principal who, DomainName name) {
    ledger.write(
        who,
        page -> {
          clear(page, page.require(Right.OPERATOR, name));
          return null;
        });
  }

  /** Puts what a setting or a line says in force. */
  void putText(Ledger.Page page, Principal who, Domain domain, String text) {
    HeldKeys held = CertificateIntake.heldKeys(who, page.tree, page.write);
    store(page, domain, intake.read(text, domain.name(), held), "uploaded");
  }

  void clear(Ledger.Page page, Domain domain) {
    if (domain.hasCertificate()) {
      page.write.clearCertificate(domain.id());
      page.note("certificate.clear", domain.name(), "");
    }
  }

  private void store(Ledger.Page page, Domain domain, Intake.Accepted accepted, String source) {
    CertificateId id =
        page.write.putCertificate(domain.id(), intake.toStore(accepted.bundle(), source));
    if (!id.equals(domain.certificate())) {
      page.note(
          "certificate.put",
          domain.name(),
          source + ", leaf sha256=" + accepted.bundle().first().leafSha256());
    }
  }

  private static WhatIf whatIf(Ledger.Page page, Domain domain, Intake.Accepted accepted) {
    WhatIf.Count count = WhatIf.of(page.tree, domain, accepted.bundle().publicPart());
    page.write.subtree(domain.id(), (id, name) -> count.name(name));
    return count.result();
  }
}
