package io.treeline.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import org.jspecify.annotations.Nullable;

/**
 * The TLS side of validations by tls-alpn-01 (RFC 8737): a native context of its own that speaks
 * {@code acme-tls/1} only, so that no other handshake can come to agree on it.
 *
 * <p>It is made at the first validation; most listeners never see one. Safe for use by several
 * threads.
 */
final class ValidationContext {

  /** The protocol's name by ALPN. */
  static final String PROTOCOL = "acme-tls/1";

  private @Nullable ReferenceCountedOpenSslContext library;
  private boolean closed;

  /** A handler for a connection that has said nothing yet, and shows this material. */
  SslHandler newHandler(ByteBufAllocator alloc, KeyMaterial material) {
    SslHandler handler = context().newHandler(alloc);
    long ssl = ((ReferenceCountedOpenSslEngine) handler.engine()).sslPointer();
    SSL.setOptions(ssl, SSL.SSL_OP_NO_TICKET);
    material.giveTo(ssl);
    return handler;
  }

  private synchronized ReferenceCountedOpenSslContext context() {
    if (closed) {
      throw new IllegalStateException("the listener has ended");
    }
    ReferenceCountedOpenSslContext made = library;
    if (made == null) {
      made = ServerContexts.create(TlsPolicy.validation());
      library = made;
    }
    return made;
  }

  synchronized void close() {
    closed = true;
    if (library != null) {
      library.release();
      library = null;
    }
  }
}
