package io.treeline.front.ws;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with what another HTTP server says: bodies are streamed both ways as fast as the slower
 * side takes them, a WebSocket upgrade becomes a tunnel.
 *
 * <p>The upstream sees the client's Host, path and query as they were sent.
 */
final class ReverseProxy implements Responder {

  private static final Logger LOG = LoggerFactory.getLogger(ReverseProxy.class);
  private static final long CONNECT_MILLIS = 5_000;

  private final HttpClient client;
  private final URI upstream;
  private final boolean tls;
  private final int port;
  private final AtomicBoolean failing = new AtomicBoolean();

  ReverseProxy(HttpClient client, URI upstream) {
    this.client = client;
    this.upstream = upstream;
    this.tls = "https".equals(upstream.getScheme());
    this.port = upstream.getPort() >= 0 ? upstream.getPort() : tls ? 443 : 80;
  }

  @Override
  public void respond(HttpServerRequest request, String path, String prefix) {
    new ProxyExchange(this, request).begin();
  }

  HttpClient client() {
    return client;
  }

  RequestOptions target(HttpMethod method, String uri) {
    String host = upstream.getHost();
    return new RequestOptions()
        .setMethod(method)
        .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
        .setPort(port)
        .setSsl(tls)
        .setConnectTimeout(CONNECT_MILLIS)
        .setURI(uri);
  }

  /** Says so in the log once, until the upstream answers again. */
  void failed(Throwable cause) {
    if (failing.compareAndSet(false, true)) {
      LOG.warn("Upstream {} can't be reached: {}", upstream, cause.getMessage());
    }
  }

  void answered() {
    if (failing.get() && failing.compareAndSet(true, false)) {
      LOG.info("Upstream {} answers again", upstream);
    }
  }
}
