package io.treeline.feed;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.challenge.Challenges;
import io.treeline.core.tree.DomainTree;
import org.jspecify.annotations.Nullable;

/**
 * What is in force at one moment, all from the same change. Immutable.
 *
 * @param tree the domains
 * @param defaultCertificate null only before the first start is through
 * @param challenges what awaits authorities
 */
public record Live(
    DomainTree tree, @Nullable CertificateId defaultCertificate, Challenges challenges) {

  static final Live NOTHING = new Live(DomainTree.EMPTY, null, Challenges.NONE);

  /** The number of the last change that is in it. */
  public long change() {
    return tree.change();
  }
}
