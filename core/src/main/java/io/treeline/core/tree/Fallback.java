package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake gets when no domain gives a certificate: the certdir of the role that serves it,
 * then the default certificate. Immutable.
 *
 * @param certdir the certdir of the role; null where its configuration names none
 * @param defaultCertificate null only while there is none yet
 */
public record Fallback(@Nullable Certdir certdir, @Nullable CertificateId defaultCertificate) {

  /**
   * A certdir as the lookup sees it.
   *
   * @param path where it is, for the explanation
   * @param inForce the pair in force; null while it has had no good one
   */
  public record Certdir(String path, @Nullable CertificateId inForce) {}
}
