package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * One domain as it is stored.
 *
 * @param id stays for the domain's life
 * @param parentId 0 for the master
 * @param certificate the one in force, its own
 * @param version the number of the change that touched it last
 */
public record DomainRow(
    long id, DomainName name, long parentId, @Nullable CertificateId certificate, long version) {

  /** Whether this is the master domain. */
  public boolean isMaster() {
    return parentId == 0;
  }
}
