package io.treeline.monitor;

import io.treeline.core.cert.CertificateId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the monitor asks of the roles that run here. Its methods may block. */
public interface Served {

  /** The roles that serve TLS, with their certdirs' pairs. */
  List<RolePair> pairs();

  /**
   * Why a certificate can't be served, found by loading it as a handshake would; null if it can.
   */
  @Nullable String whyUnusable(CertificateId certificate);
}
