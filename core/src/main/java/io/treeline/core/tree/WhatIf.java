package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What would be served if a domain had another certificate, or none: the names of the tree whose
 * certificate would change, by the same lookup that handshakes use. Immutable.
 *
 * @param changed how many names would get another certificate
 * @param uncovered how many of them that one doesn't cover
 * @param firstChanged the first of those that change, at most 100
 * @param firstUncovered the first of those that it doesn't cover, at most 100
 * @param servedThen the domain whose certificate they would get; null for the role's certdir or the
 *     default certificate, whose names aren't looked at here
 */
public record WhatIf(
    long changed,
    long uncovered,
    List<DomainName> firstChanged,
    List<DomainName> firstUncovered,
    @Nullable DomainName servedThen) {

  private static final int SHOWN = 100;
  private static final CertificateId NEW = new CertificateId(Long.MAX_VALUE);
  private static final Fallback NONE = new Fallback(null, null);

  /** Copies the lists. */
  public WhatIf {
    firstChanged = List.copyOf(firstChanged);
    firstUncovered = List.copyOf(firstUncovered);
  }

  /** Nothing changes: the certificate is the one that is in force. */
  public static WhatIf unchanged(DomainName domain) {
    return new WhatIf(0, 0, List.of(), List.of(), domain);
  }

  /**
   * Begins to count for a domain and the certificate that it would have. Only names of the domain's
   * own subtree can change, as far down as they have none of their own.
   */
  public static Count ofPutting(DomainTree tree, Domain domain, PublicBundle certificate) {
    return new Count(tree, domain, NEW, any -> certificate);
  }

  /**
   * Begins to count for a domain that would have no certificate.
   *
   * @param certificates the certificates of other domains
   */
  public static Count ofClearing(
      DomainTree tree,
      Domain domain,
      Function<CertificateId, ? extends @Nullable PublicBundle> certificates) {
    return new Count(tree, domain, null, certificates);
  }

  /** A count in the making. Belongs to one thread. */
  public static final class Count {

    private final DomainTree now;
    private final DomainTree then;
    private final @Nullable DomainName servedThen;
    private final @Nullable PublicBundle certificate;
    private final List<DomainName> firstChanged = new ArrayList<>();
    private final List<DomainName> firstUncovered = new ArrayList<>();
    private long changed;
    private long uncovered;

    private Count(
        DomainTree now,
        Domain domain,
        @Nullable CertificateId other,
        Function<CertificateId, ? extends @Nullable PublicBundle> certificates) {
      this.now = now;
      this.then = now.edit().put(domain.withCertificate(other)).freeze(now.change());
      if (choice(then, domain.name()) instanceof Choice.OfDomain(long giver, var id)) {
        this.servedThen = Objects.requireNonNull(then.domain(giver)).name();
        this.certificate = certificates.apply(id);
      } else {
        this.servedThen = null;
        this.certificate = null;
      }
    }

    /** Counts one name of the subtree. */
    public void name(DomainName name) {
      if (choice(now, name).equals(choice(then, name))) {
        return;
      }
      changed++;
      note(firstChanged, name);
      if (certificate != null && !certificate.covers(name)) {
        uncovered++;
        note(firstUncovered, name);
      }
    }

    /** What was counted. */
    public WhatIf result() {
      return new WhatIf(changed, uncovered, firstChanged, firstUncovered, servedThen);
    }

    private static Choice choice(DomainTree tree, DomainName name) {
      return CertificateLookup.choose(tree, new Sni.Name(name), NONE, Trace.NONE);
    }

    private static void note(List<DomainName> first, DomainName name) {
      if (first.size() < SHOWN) {
        first.add(name);
      }
    }
  }
}
