package io.treeline.importer;

import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.Finding;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.name.DomainName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A certificate that another server shows for a name. It holds a secret. */
record Candidate(DomainName name, CertificateBundle bundle, List<Finding> findings, Origin origin) {

  Fingerprint sha256() {
    return bundle.first().leafSha256();
  }

  boolean isValid(Instant now) {
    return now.isBefore(bundle.notAfter()) && !now.isBefore(bundle.notBefore());
  }

  boolean coversName() {
    return bundle.covers(name);
  }

  boolean coversBelow() {
    return bundle.names().contains("*." + name);
  }

  /** The best first: valid now, covering the name, covering the names below it, the newest. */
  static Comparator<Candidate> bestFirst(Instant now) {
    return Comparator.comparing((Candidate each) -> each.isValid(now))
        .thenComparing(Candidate::coversName)
        .thenComparing(Candidate::coversBelow)
        .thenComparing(each -> each.bundle().notBefore())
        .reversed();
  }

  @Override
  public String toString() {
    return name + " " + bundle.publicPart();
  }
}
