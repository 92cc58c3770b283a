package io.treeline.feed;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.DomainTree;
import org.jspecify.annotations.Nullable;

/**
 * What is in force at one moment, all from the same change. Immutable.
 *
 * @param tree the domains
 * @param defaultCertificate null only before the first start is through
 */
public record Live(DomainTree tree, @Nullable CertificateId defaultCertificate) {

  static final Live NOTHING = new Live(DomainTree.EMPTY, null);

  /** The number of the last change that is in it. */
  public long change() {
    return tree.change();
  }
}
