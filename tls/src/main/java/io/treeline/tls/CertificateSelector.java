package io.treeline.tls;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Choice;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose certificate a handshake gets.
 *
 * <p>Called once for each connection, on its event loop: an implementation reads memory only, takes
 * no lock, does no I/O, and is safe for use by several threads.
 */
@FunctionalInterface
public interface CertificateSelector {

  /** The choice for a client that said this. */
  Choice choose(ClientHello hello);

  /**
   * The certificate that an authority has to find when it validates that name by tls-alpn-01 (RFC
   * 8737): asked in place of {@link #choose} for a client that offers {@code acme-tls/1} by ALPN
   * and nothing else. Null where no answer waits, which ends the handshake with an alert.
   */
  default @Nullable CertificateId validation(Sni sni) {
    return null;
  }
}
