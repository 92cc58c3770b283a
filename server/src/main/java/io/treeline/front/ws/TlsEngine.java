package io.treeline.front.ws;

import io.netty.handler.ssl.SslContext;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;

/**
 * Makes Vert.x take one TLS context that was built elsewhere, for all connections of a listener.
 *
 * <p>Vert.x asks the factory for a context once for each listener and keeps it; then it calls
 * {@code newHandler} on it for each connection, so the handler at the head of the pipeline is the
 * context's. What Vert.x has to say about keys, protocols and suites is not listened to.
 */
public final class TlsEngine extends SSLEngineOptions {

  private final SslContext context;

  TlsEngine(SslContext context) {
    this.context = context;
  }

  /** Options of an HTTPS server that takes the context, for another role than {@code ws}. */
  public static HttpServerOptions serverOptions(SslContext context) {
    return new HttpServerOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(new NoKeys())
        .setSslEngineOptions(new TlsEngine(context));
  }

  @Override
  public SSLEngineOptions copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return () -> context;
  }
}
