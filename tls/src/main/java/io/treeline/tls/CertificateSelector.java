package io.treeline.tls;

import io.treeline.core.tree.Choice;

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
}
