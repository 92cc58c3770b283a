package io.treeline.tls;

import io.treeline.core.cert.CertificateId;

/**
 * Hears of certificates that handshakes asked for and that can't be served.
 *
 * <p>Called on the event loop of the handshake that failed; must return at once. A certificate
 * under load is told again and again: the receiver drops what it knows.
 */
@FunctionalInterface
public interface HandshakeObserver {

  /** The material of this certificate couldn't be loaded; the handshake ended with an alert. */
  void onUnusable(CertificateId certificate, String reason);
}
