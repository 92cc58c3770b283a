package io.treeline.registry;

import io.treeline.core.cert.Automation;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.Setting;
import io.treeline.feed.CatchUp;
import io.treeline.registry.Ledger.Page;
import io.treeline.store.CertificateRow;
import io.treeline.store.NewAcmeEvent;
import io.treeline.store.NewCertificate;
import io.treeline.store.StoreRead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes, in the same transaction, when a change of a domain's certificate ends or starts its
 * automatic issuance: a certificate that isn't automatic ends it, none starts it again.
 */
final class AutomationNotes {

  private static final Logger LOG = LoggerFactory.getLogger(AutomationNotes.class);

  private AutomationNotes() {}

  /** Whether the certificate in force for a domain is marked as automatic. */
  static boolean isAutomatic(StoreRead read, Domain domain) {
    CertificateRow row = inForce(read, domain);
    return row != null && Automation.of(row.header(), firstLeaf(row)) != null;
  }

  /** Whether there is a certificate in force that a person put in. */
  static boolean isManual(StoreRead read, Domain domain) {
    return domain.hasCertificate() && !isAutomatic(read, domain);
  }

  /** To be called before {@code given} takes the place of what is in force. */
  static void putting(Page page, Domain domain, NewCertificate given) {
    Fingerprint leaf = given.pairs().getFirst().leafSha256();
    if (Automation.of(given.header(), leaf) == null
        && isAutomatic(page.read, domain)
        && isEnabled(page, domain)) {
      note(
          page,
          domain,
          "automation.ended",
          page.who.name()
              + " put another certificate in place of the automatic one: it is not renewed. Clear"
              + " certificate_pem to have it issued again.");
    }
  }

  /** To be called before what is in force ends. */
  static void clearing(Page page, Domain domain) {
    if (isEnabled(page, domain)) {
      note(
          page,
          domain,
          "automation.started",
          page.who.name() + " cleared certificate_pem: a new certificate is ordered.");
    }
  }

  private static void note(Page page, Domain domain, String event, String message) {
    page.note(event, domain.name(), "");
    long unused =
        page.write.addAcmeEvent(NewAcmeEvent.of(domain.id(), domain.name(), event, message));
    LOG.info("acme.{} {}: {}", event, domain.name(), message);
  }

  /** As it will be: the same change may set it. */
  private static boolean isEnabled(Page page, Domain domain) {
    return CatchUp.settings(page.write, domain.id()).isOn(Setting.ACME_ENABLED);
  }

  private static @Nullable CertificateRow inForce(StoreRead read, Domain domain) {
    CertificateId id = domain.certificate();
    return id == null ? null : read.certificate(id);
  }

  private static Fingerprint firstLeaf(CertificateRow row) {
    return row.pairs().getFirst().leafSha256();
  }
}
