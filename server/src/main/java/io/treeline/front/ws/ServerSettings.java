package io.treeline.front.ws;

import io.netty.handler.ssl.SslContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketServerConfig;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Vert.x servers with the front's limits: no metrics, no tracing, no logging of what passes. */
final class ServerSettings {

  /** A connection on which nothing moves for so long is closed; WebSockets ping more often. */
  private static final Duration IDLE = Duration.ofMinutes(3);

  private static final long HANDSHAKE_SECONDS = 10;
  private static final int BACKLOG = 4096;
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 32 * 1024;

  private ServerSettings() {}

  static HttpServer https(Vertx vertx, SslContext context) {
    ServerSSLOptions tls = new ServerSSLOptions();
    tls.setKeyCertOptions(new NoKeys());
    tls.setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    HttpServerConfig config =
        config(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1, HttpVersion.HTTP_2);
    return vertx.httpServerBuilder().with(config).with(tls).with(new TlsEngine(context)).build();
  }

  static HttpServer plain(Vertx vertx) {
    HttpServerConfig config = config(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
    return vertx.httpServerBuilder().with(config).build();
  }

  /** They are passed on as they are: without this each connection has a handler for nothing. */
  private static WebSocketServerConfig untouchedWebSockets() {
    return new WebSocketServerConfig()
        .setUsePerFrameCompression(false)
        .setUsePerMessageCompression(false);
  }

  private static HttpServerConfig config(HttpVersion... versions) {
    HttpServerConfig config =
        new HttpServerConfig()
            .setVersions(versions)
            .setIdleTimeout(IDLE)
            .setHandle100ContinueAutomatically(true)
            .setWebSocketConfig(untouchedWebSockets())
            .setHttp1Config(
                new Http1ServerConfig()
                    .setMaxInitialLineLength(MAX_LINE)
                    .setMaxHeaderSize(MAX_HEADERS));
    config.getTcpConfig().setAcceptBacklog(BACKLOG);
    config.getTcpConfig().getTransportConfig().setSoKeepAlive(true);
    return config;
  }
}
