package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;

/** What {@link CertificateLookup} decides for one SNI: whose certificate it gets. Immutable. */
public sealed interface Choice {

  /** The certificate of a domain of the tree, which is given by its id. */
  record OfDomain(long domain, CertificateId certificate) implements Choice {}

  /** The pair in force of the certdir of the role that serves the connection. */
  record OfCertdir(CertificateId certificate) implements Choice {}

  /** The installation's default certificate. */
  record OfDefault(CertificateId certificate) implements Choice {}

  /** No certificate at all: the handshake ends with an alert. */
  record Nothing() implements Choice {}
}
