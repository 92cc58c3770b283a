package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.Setting;
import io.treeline.registry.Ledger.View;
import io.treeline.store.NewCertificate;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Puts in force what an authority issued. It is judged like every upload, and only taken where the
 * domain still wants it: what a person decided meanwhile holds.
 */
final class IssuedWrites {

  /** How a certificate is marked that an authority issued. */
  static final String SOURCE = "acme";

  private final Ledger ledger;
  private final CertificateIntake intake;

  IssuedWrites(Ledger ledger, CertificateIntake intake) {
    this.ledger = ledger;
    this.intake = intake;
  }

  PutOutcome put(Principal.Room who, long domainId, CertificateBundle issued) {
    if (Automation.of(issued.publicPart()) == null) {
      throw new IllegalArgumentException("the header doesn't mark it as automatic: " + issued);
    }
    Intake.Accepted accepted =
        ledger.read(
            who,
            view ->
                intake.read(
                    upload(issued), wanting(view, domainId, issued).name(), AtHand.of(view)));
    NewCertificate given = intake.toStore(accepted.bundle(), SOURCE, who);
    ledger.write(
        who,
        page -> {
          CertificateWrites.store(page, wanting(page, domainId, issued), given);
          // An order that outlived its certificate would put it in force again.
          page.write.acmeOrders(domainId).forEach(order -> page.write.removeAcmeOrder(order.id()));
          return null;
        });
    return new PutOutcome(true, accepted.bundle().publicPart(), accepted.findings(), null);
  }

  private static Upload upload(CertificateBundle issued) {
    byte[] text = issued.storedText().getBytes(StandardCharsets.UTF_8);
    return new Upload(List.of(new NamedInput("authority", text)), null, SOURCE);
  }

  /** The domain, if it still wants that certificate. */
  private static Domain wanting(View view, long domainId, CertificateBundle issued) {
    Domain domain = view.tree.domain(domainId);
    if (domain == null) {
      throw new Refusal.NotFound(
          "The domain of this order was removed meanwhile: the certificate is not stored.");
    }
    if (!domain.settings().isOn(Setting.ACME_ENABLED)) {
      throw new Refusal.Conflict(
          "acme_enabled of '"
              + domain.name()
              + "' was taken back meanwhile: the certificate is not stored.");
    }
    if (AutomationNotes.isManual(view.read, domain)) {
      throw new Refusal.Conflict(
          "'"
              + domain.name()
              + "' was given another certificate meanwhile: the issued one is not stored. Clear"
              + " certificate_pem to have it issued again.");
    }
    if (!issued.covers(domain.name())) {
      throw new Refusal.Conflict(
          "The domain is named '"
              + domain.name()
              + "' by now, which the issued certificate doesn't cover: it is not stored.");
    }
    return domain;
  }
}
