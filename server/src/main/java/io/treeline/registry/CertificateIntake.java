package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.KnownRoots;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.ReadOptions;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.store.CertificateRow;
import io.treeline.store.NewCertificate;
import io.treeline.store.NewPair;
import io.treeline.store.PairRow;
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
  Intake.Accepted read(Upload upload, DomainName forName, AtHand atHand) {
    ReadOptions options =
        ReadOptions.at(clock.instant())
            .forName(forName)
            .passphrase(upload.passphrase())
            .knownRoots(KnownRoots.ofBrowsers())
            .heldKeys(atHand.keys())
            .ownRoots(atHand.ownRoots());
    return accepted(CertificateReader.merge(upload.inputs(), options));
  }

  /** What one text holds, as {@link #read} does. */
  Intake.Accepted read(String text, DomainName forName, AtHand atHand) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return read(
        new Upload(List.of(new NamedInput("certificate_pem", octets)), null, "uploaded"),
        forName,
        atHand);
  }

  /** The form in which the store takes it. */
  NewCertificate toStore(CertificateBundle bundle, String source, Principal by) {
    Instant from = clock.instant();
    List<NewPair> pairs = bundle.pairs().stream().map(CertificateIntake::pair).toList();
    return new NewCertificate(bundle.header(), pairs, source, from, by.name());
  }

  /**
   * The same value as it is in force for a domain keeps the source that it came from: a text that
   * was read here and is put in again is not an upload.
   */
  static NewCertificate keepingSource(NewCertificate given, Domain domain, StoreRead read) {
    CertificateId current = domain.certificate();
    CertificateRow row = current == null ? null : read.certificate(current);
    if (row == null || !row.header().equals(given.header()) || !leaves(row).equals(leaves(given))) {
      return given;
    }
    return new NewCertificate(
        given.header(), given.pairs(), row.source(), given.from(), given.by());
  }

  private static List<Fingerprint> leaves(CertificateRow row) {
    return row.pairs().stream().map(PairRow::leafSha256).toList();
  }

  private static List<Fingerprint> leaves(NewCertificate given) {
    return given.pairs().stream().map(NewPair::leafSha256).toList();
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
