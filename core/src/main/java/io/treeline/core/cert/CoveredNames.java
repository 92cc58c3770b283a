package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names that a certificate covers: the dNSName entries of its SAN, nothing else (RFC 9525
 * §6.3). A wildcard stands for the whole leftmost label and for exactly one. Immutable and safe for
 * use by several threads.
 */
public final class CoveredNames {

  private static final int DNS_NAME = 2;

  private final Set<String> names;

  private CoveredNames(Set<String> names) {
    this.names = names;
  }

  /** The names of a leaf; none if it has no SAN or one that doesn't parse. */
  public static CoveredNames of(X509Certificate leaf) {
    Set<String> names = new LinkedHashSet<>();
    for (List<?> entry : entries(leaf)) {
      if (entry.get(0) instanceof Integer type
          && type == DNS_NAME
          && entry.get(1) instanceof String name) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return new CoveredNames(names);
  }

  /** Whether the certificate covers the name. */
  public boolean covers(DomainName name) {
    String text = name.text();
    if (names.contains(text)) {
      return true;
    }
    int dot = text.indexOf('.');
    return dot > 0 && names.contains("*" + text.substring(dot));
  }

  /** The names in lower case, in the certificate's order, wildcards as {@code *.example.com}. */
  public List<String> texts() {
    return new ArrayList<>(names);
  }

  @Override
  public String toString() {
    return String.join(", ", names);
  }

  private static Collection<List<?>> entries(X509Certificate leaf) {
    try {
      Collection<List<?>> found = leaf.getSubjectAlternativeNames();
      return found == null ? List.of() : found;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
