package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * The root certificates that clients are expected to know, by their subjects. Immutable and safe
 * for use by several threads.
 */
public final class KnownRoots {

  /** Nothing is known about roots, so nothing is said about them. */
  public static final KnownRoots UNKNOWN = new KnownRoots(Set.of());

  private final Set<X500Principal> subjects;

  private KnownRoots(Set<X500Principal> subjects) {
    this.subjects = subjects;
  }

  /** Those of the given certificates. */
  public static KnownRoots of(Collection<X509Certificate> roots) {
    return new KnownRoots(
        roots.stream()
            .map(X509Certificate::getSubjectX500Principal)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether one of them has that name. */
  boolean has(X500Principal subject) {
    return subjects.contains(subject);
  }

  boolean areUnknown() {
    return subjects.isEmpty();
  }

  boolean issued(X509Certificate certificate) {
    return subjects.contains(certificate.getIssuerX500Principal());
  }
}
