package io.treeline.front.ws;

import io.netty.util.AsciiString;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;

/**
 * Answers every request of the TLS listeners by the routes that are in force at that moment.
 *
 * <p>Vert.x exchanges no handler while it listens; this one stays and its table is exchanged.
 */
final class HttpsHandler implements Handler<HttpServerRequest> {

  private static final CharSequence STRICT_TRANSPORT_SECURITY =
      AsciiString.cached("strict-transport-security");

  private final HstsPolicy hsts;
  private volatile RouteTable routes;

  HttpsHandler(HstsPolicy hsts) {
    this.hsts = hsts;
    this.routes = RouteTable.EMPTY;
  }

  /** Requests that begin from now on are answered by these routes. */
  void use(RouteTable next) {
    routes = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    String path = RequestPath.normalise(pathOf(request));
    if (authority == null || path == null) {
      Page.BAD_REQUEST.sendTo(request);
      return;
    }
    String host = authority.host().toLowerCase(Locale.ROOT);
    int maxAge = hsts.maxAgeFor(host);
    if (maxAge > 0) {
      request.response().putHeader(STRICT_TRANSPORT_SECURITY, "max-age=" + maxAge);
    }
    RouteTable.Entry route = routes.find(host, path);
    if (route == null) {
      Page.NOT_FOUND.sendTo(request);
    } else {
      route.responder().respond(request, path, route.path());
    }
  }

  private static String pathOf(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }
}
