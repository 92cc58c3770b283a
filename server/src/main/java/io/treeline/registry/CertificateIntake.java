package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Rights;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.HeldKeys;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.ReadOptions;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.store.HeldKey;
import io.treeline.store.NewCertificate;
import io.treeline.store.NewPair;
import io.treeline.store.StoreRead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads and judges what is put in as a certificate: the same for one upload, a setting, and each
 * line of an import. Safe for use by several threads.
 */
final class CertificateIntake {

  private final InstantSource clock;

  CertificateIntake(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What the upload holds.
   *
   * @throws Refusal.BadCertificate if it can't be served
   */
  Intake.Accepted read(Upload upload, DomainName forName, HeldKeys heldKeys) {
    ReadOptions options =
        ReadOptions.at(clock.instant())
            .forName(forName)
            .passphrase(upload.passphrase())
            .heldKeys(heldKeys);
    return accepted(CertificateReader.merge(upload.inputs(), options));
  }

  /** What one text holds, as {@link #read} does. */
  Intake.Accepted read(String text, DomainName forName, HeldKeys heldKeys) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return read(
        new Upload(List.of(new NamedInput("certificate_pem", octets)), null, "uploaded"),
        forName,
        heldKeys);
  }

  /** The form in which the store takes it. */
  NewCertificate toStore(CertificateBundle bundle, String source) {
    Instant from = clock.instant();
    List<NewPair> pairs = bundle.pairs().stream().map(CertificateIntake::pair).toList();
    return new NewCertificate(bundle.header(), pairs, source, from);
  }

  /**
   * The keys that a principal's text may name by fingerprint: those of certificates that it sees.
   * Whoever may not see a domain can't take its key by naming it.
   */
  static HeldKeys heldKeys(Principal who, DomainTree tree, StoreRead read) {
    return spki -> {
      HeldKey held = read.heldKey(spki);
      return held != null && reaches(who, tree, held) ? held.pkcs8() : null;
    };
  }

  private static boolean reaches(Principal who, DomainTree tree, HeldKey held) {
    Domain owner = tree.domain(held.domainId());
    Domain asked = owner != null ? owner : tree.master();
    return asked != null && Rights.reaches(who, tree, asked);
  }

  private static Intake.Accepted accepted(Intake intake) {
    return switch (intake) {
      case Intake.Accepted accepted -> accepted;
      case Intake.Refused refused -> throw new Refusal.BadCertificate(refused.findings());
    };
  }

  private static NewPair pair(CertifiedKey key) {
    return new NewPair(
        key.family().toString(),
        key.parts().chainDer(),
        key.pkcs8(),
        key.leafSha256(),
        key.keySha256(),
        key.names().texts(),
        key.leaf().getNotBefore().toInstant(),
        key.leaf().getNotAfter().toInstant());
  }
}
