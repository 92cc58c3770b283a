package io.treeline.importer;

import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.Finding;
import io.treeline.core.name.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a name would get its certificate from. It holds a secret, the key. Immutable.
 *
 * @param other for {@link Kind#ADD} the parent, null for the master; for {@link Kind#INHERIT} the
 *     domain that has it
 * @param findings what reading the files found
 * @param origin where it is from
 */
public record Placement(
    DomainName name,
    Kind kind,
    @Nullable DomainName other,
    CertificateBundle bundle,
    List<Finding> findings,
    Origin origin) {

  /** What becomes of a name. */
  public enum Kind {
    /** It is added as a domain, and given the certificate. */
    ADD,
    /** It is a domain, and given the certificate. */
    PUT,
    /** It is a domain and has this certificate already. */
    SAME,
    /** It is a domain, and what it has is newer and covers it. */
    KEEP,
    /** It gets the certificate from a domain above, and needs none of its own. */
    INHERIT
  }

  /** Copies the list. */
  public Placement {
    findings = List.copyOf(findings);
  }

  /** Whether applying it changes something. */
  public boolean changes() {
    return kind == Kind.ADD || kind == Kind.PUT;
  }

  /** Whether the certificate covers the name, or for a wildcard's domain the names below it. */
  public boolean covers() {
    return bundle.covers(name) || bundle.names().contains("*." + name);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return kind + " " + name + " " + bundle.publicPart();
  }
}
