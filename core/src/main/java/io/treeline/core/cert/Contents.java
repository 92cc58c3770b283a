package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys and certificates of an input, each once. Confined to one reading; holds secrets. */
final class Contents {

  private final Findings findings;
  private final List<FoundKey> keys = new ArrayList<>();
  private final List<FoundCertificate> certificates = new ArrayList<>();
  private final List<FoundReference> references = new ArrayList<>();
  private final Map<Fingerprint, FoundKey> keysBySpki = new HashMap<>();
  private final Map<X509Certificate, FoundCertificate> distinct = new HashMap<>();
  private final Set<DerShape> seen = EnumSet.noneOf(DerShape.class);

  Contents(Findings findings) {
    this.findings = findings;
  }

  List<FoundKey> keys() {
    return keys;
  }

  List<FoundCertificate> certificates() {
    return certificates;
  }

  List<FoundReference> references() {
    return references;
  }

  boolean holdsKey(Fingerprint spki) {
    return keysBySpki.containsKey(spki);
  }

  /** Whether a block of that kind was there. */
  boolean have(DerShape shape) {
    return seen.contains(shape);
  }

  void saw(DerShape shape) {
    seen.add(shape);
  }

  void addReference(FoundReference reference) {
    references.add(reference);
  }

  void addKey(FoundKey key) {
    FoundKey earlier = keysBySpki.putIfAbsent(key.material().spkiSha256(), key);
    if (earlier == null) {
      keys.add(key);
    } else {
      duplicate(key.place(), earlier.place());
    }
  }

  void addCertificate(FoundCertificate certificate) {
    FoundCertificate earlier = distinct.putIfAbsent(certificate.certificate(), certificate);
    if (earlier == null) {
      certificates.add(certificate);
    } else {
      duplicate(certificate.place(), earlier.place());
    }
  }

  private void duplicate(Place place, Place earlier) {
    findings.add(
        FindingCode.DUPLICATE_BLOCK,
        place,
        "The block is the same as " + (earlier.toString().isEmpty() ? "an earlier one" : earlier),
        "nothing to do, it is stored once");
  }
}
