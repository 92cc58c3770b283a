package io.treeline.front.ws;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers the plain port: the authority's http-01 questions, and a redirect to TLS for all the
 * rest.
 *
 * <p>GET and HEAD are sent on with 301, which every phone understands; other methods with 308 (RFC
 * 9110 §15.4.9), which keeps the method and the body. A token that nobody awaits here is redirected
 * like the rest: it may be that of a client behind one of the routes, and authorities follow (RFC
 * 8555 §8.3), whatever certificate they meet.
 */
final class PlainHandler implements Handler<HttpServerRequest> {

  private static final String CHALLENGES = "/.well-known/acme-challenge/";

  private final ChallengeResponder challenges;
  private final int publicHttpsPort;

  PlainHandler(ChallengeResponder challenges, int publicHttpsPort) {
    this.challenges = challenges;
    this.publicHttpsPort = publicHttpsPort;
  }

  @Override
  public void handle(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    String path = request.path();
    if (authority == null || !isHost(authority.host()) || path == null || !path.startsWith("/")) {
      Page.BAD_REQUEST.sendTo(request);
      return;
    }
    boolean read = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    String answer = read ? answer(authority.host(), path) : null;
    if (answer == null) {
      redirect(request, read, authority.host(), path);
    } else {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
          .end(answer);
    }
  }

  private @Nullable String answer(String host, String path) {
    return path.startsWith(CHALLENGES)
        ? challenges.answer(host.toLowerCase(Locale.ROOT), path.substring(CHALLENGES.length()))
        : null;
  }

  private void redirect(HttpServerRequest request, boolean read, String host, String path) {
    String port = publicHttpsPort == 443 ? "" : ":" + publicHttpsPort;
    String query = request.query() == null ? "" : "?" + request.query();
    request
        .response()
        .setStatusCode(read ? 301 : 308)
        .putHeader(HttpHeaders.LOCATION, "https://" + host + port + path + query)
        .end();
  }

  /** Only what can stand in a Location: a name, an IPv4 address, or an IPv6 one in brackets. */
  private static boolean isHost(String host) {
    return !host.isEmpty()
        && host.chars()
            .allMatch(c ->
                c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || ".-_:[]".indexOf(c) >= 0);
  }
}
