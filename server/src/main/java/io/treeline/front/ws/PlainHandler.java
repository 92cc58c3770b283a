package io.treeline.front.ws;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;

/**
 * Answers the plain port: the authority's http-01 questions, and a redirect to TLS for all the
 * rest.
 *
 * <p>GET and HEAD are sent on with 301, which every phone understands; other methods with 308 (RFC
 * 9110 §15.4.9), which keeps the method and the body. What lies under the challenge path is never
 * redirected: an authority that follows would meet the certificate that it is asked for.
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
    } else if (path.startsWith(CHALLENGES)) {
      answerChallenge(request, authority.host(), path.substring(CHALLENGES.length()));
    } else {
      redirect(request, authority.host(), path);
    }
  }

  private void answerChallenge(HttpServerRequest request, String host, String token) {
    String answer = challenges.answer(host.toLowerCase(Locale.ROOT), token);
    if (answer == null) {
      Page.NOT_FOUND.sendTo(request);
      return;
    }
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream").end(answer);
  }

  private void redirect(HttpServerRequest request, String host, String path) {
    boolean read = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
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
