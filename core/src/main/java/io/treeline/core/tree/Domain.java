package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree: a name, a parent, whether it has a certificate of its own, and settings.
 *
 * <p>Packed, since there may be a million: the name in octets, ids as primitives. Its id never
 * changes, its name and parent may. Immutable.
 */
public final class Domain {

  /** The parent id of the master, and the certificate id of a domain without one. */
  static final long NONE = 0;

  private final byte[] name;
  private final long id;
  private final long parentId;
  private final long certificate;
  private final DomainSettings settings;

  /**
   * A domain as the store has it.
   *
   * @param id positive
   * @param parentId 0 for the master
   * @param certificate the id of its own certificate, 0 for none
   */
  public Domain(
      long id, DomainName name, long parentId, long certificate, DomainSettings settings) {
    if (id <= 0 || id == parentId) {
      throw new IllegalArgumentException("domain " + name + " has id " + id + " under " + parentId);
    }
    this.name = name.octets();
    this.id = id;
    this.parentId = parentId;
    this.certificate = certificate;
    this.settings = settings;
  }

  /** The id, positive and for ever the same. */
  public long id() {
    return id;
  }

  /** The name. */
  public DomainName name() {
    return DomainName.ofStored(name);
  }

  /** The parent's id; 0 for the master. */
  public long parentId() {
    return parentId;
  }

  /** Whether this is the root of the tree. */
  public boolean isMaster() {
    return parentId == NONE;
  }

  /** Whether {@code certificate_pem} is set in this very domain. */
  public boolean hasCertificate() {
    return certificate != NONE;
  }

  /** The certificate of this very domain, if it has one. */
  public @Nullable CertificateId certificate() {
    return hasCertificate() ? new CertificateId(certificate) : null;
  }

  /** The id of the certificate of this very domain; 0 without one. */
  long certificateId() {
    return certificate;
  }

  /** What is set in this very domain. */
  public DomainSettings settings() {
    return settings;
  }

  /** The same domain with another certificate, or with none. */
  public Domain withCertificate(@Nullable CertificateId other) {
    return new Domain(id, name(), parentId, other == null ? NONE : other.value(), settings);
  }

  /** The same domain below another parent. */
  public Domain withParent(long other) {
    return new Domain(id, name(), other, certificate, settings);
  }

  /** The same domain under another name. */
  public Domain withName(DomainName other) {
    return new Domain(id, other, parentId, certificate, settings);
  }

  NameDigest digest() {
    return NameDigest.of(name);
  }

  boolean isNamedAs(Domain other) {
    return Arrays.equals(name, other.name);
  }

  /** The name. */
  @Override
  public String toString() {
    return name().text();
  }
}
