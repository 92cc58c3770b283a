package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import java.util.ArrayList;
import java.util.List;

/**
 * What would be served if a domain had another certificate: the names of the tree whose certificate
 * would change, by the same lookup that handshakes use. Immutable.
 *
 * @param changed how many names would get the new certificate
 * @param uncovered how many of them it doesn't cover
 * @param firstUncovered the first of these, at most 100
 */
public record WhatIf(long changed, long uncovered, List<DomainName> firstUncovered) {

  private static final int SHOWN = 100;
  private static final CertificateId NEW = new CertificateId(Long.MAX_VALUE);
  private static final Fallback NONE = new Fallback(null, null);

  /** Copies the list. */
  public WhatIf {
    firstUncovered = List.copyOf(firstUncovered);
  }

  /**
   * Begins to count for a domain and the certificate that it would have. Only names of the domain's
   * own subtree can change.
   */
  public static Count of(DomainTree tree, Domain domain, PublicBundle certificate) {
    DomainTree then = tree.edit().put(domain.withCertificate(NEW)).freeze(tree.change());
    return new Count(then, certificate);
  }

  /** A count in the making. Belongs to one thread. */
  public static final class Count {

    private final DomainTree then;
    private final PublicBundle certificate;
    private final List<DomainName> first = new ArrayList<>();
    private long changed;
    private long uncovered;

    private Count(DomainTree then, PublicBundle certificate) {
      this.then = then;
      this.certificate = certificate;
    }

    /** Counts one name of the subtree. */
    public void name(DomainName name) {
      Choice choice = CertificateLookup.choose(then, new Sni.Name(name), NONE, Trace.NONE);
      if (!(choice instanceof Choice.OfDomain of) || !of.certificate().equals(NEW)) {
        return;
      }
      changed++;
      if (!certificate.covers(name)) {
        uncovered++;
        if (first.size() < SHOWN) {
          first.add(name);
        }
      }
    }

    /** What was counted. */
    public WhatIf result() {
      return new WhatIf(changed, uncovered, first);
    }
  }
}
