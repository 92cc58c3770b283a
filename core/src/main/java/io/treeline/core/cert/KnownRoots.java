package io.treeline.core.cert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Objects;
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

  /** In the canonical form of {@link X500Principal}. */
  private final Set<String> subjects;

  private KnownRoots(Set<String> subjects) {
    this.subjects = subjects;
  }

  /** Those of the given certificates. */
  public static KnownRoots of(Collection<X509Certificate> roots) {
    return new KnownRoots(
        roots.stream()
            .map(root -> canonical(root.getSubjectX500Principal()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Those that browsers know, as of this release. The JDK's own list won't do: operating systems
   * put roots of companies into it, and reading it takes a command longer than all else it does.
   */
  public static KnownRoots ofBrowsers() {
    return OfBrowsers.ROOTS;
  }

  private static final class OfBrowsers {

    private static final KnownRoots ROOTS = new KnownRoots(read());

    private static Set<String> read() {
      try (InputStream list =
              Objects.requireNonNull(KnownRoots.class.getResourceAsStream("browser-roots.txt"));
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether one of them has that name. */
  boolean has(X500Principal subject) {
    return subjects.contains(canonical(subject));
  }

  boolean areUnknown() {
    return subjects.isEmpty();
  }

  boolean issued(X509Certificate certificate) {
    return has(certificate.getIssuerX500Principal());
  }

  private static String canonical(X500Principal name) {
    return name.getName(X500Principal.CANONICAL);
  }
}
