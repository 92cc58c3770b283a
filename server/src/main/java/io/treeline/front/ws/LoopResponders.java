package io.treeline.front.ws;

import io.treeline.config.Route;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The responders of one event loop: connections to upstreams stay on the loop of the clients that
 * they serve, so that no octet changes threads. Those of unchanged routes are kept when routes are
 * exchanged.
 */
final class LoopResponders {

  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int MAX_HEADERS = 64 * 1024;

  private final Map<Path, FileTree> files;
  private final HttpClient client;
  private final Map<URI, ReverseProxy> proxies = new HashMap<>();

  /**
   * For the calling loop.
   *
   * @param files shared by all loops, safe for use by several threads
   */
  LoopResponders(Vertx vertx, Map<Path, FileTree> files) {
    this.files = files;
    this.client = vertx.createHttpClient(clientOptions(), unboundedPool());
  }

  Responder of(Route.Target target) {
    return switch (target) {
      case Route.Proxy(URI upstream) ->
          proxies.computeIfAbsent(upstream, to -> new ReverseProxy(client, to));
      case Route.Static(Path directory) ->
          new StaticFiles(files.computeIfAbsent(directory, FileTree::new));
      case Route.Welcome() -> new WelcomePage();
    };
  }

  private static HttpClientOptions clientOptions() {
    HttpClientOptions options = new HttpClientOptions();
    options.setTcpNoDelay(true).setTcpKeepAlive(true);
    return options
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setMaxHeaderSize(MAX_HEADERS)
        .setMaxInitialLineLength(MAX_HEADERS)
        .setDecompressionSupported(false);
  }

  /** How many requests an upstream can bear is its own affair, as it is without a proxy. */
  private static PoolOptions unboundedPool() {
    return new PoolOptions().setHttp1MaxSize(1 << 20);
  }
}
