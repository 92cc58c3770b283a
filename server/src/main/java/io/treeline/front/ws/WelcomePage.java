package io.treeline.front.ws;

import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Says that Treeline runs, where nobody has configured a route yet. */
final class WelcomePage implements Responder {

  private static final CharSequence HTML = AsciiString.cached("text/html; charset=utf-8");
  private static final Buffer PAGE =
      Buffer.buffer(
          """
          <!doctype html>
          <html lang="en">
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width">
          <title>Treeline</title>
          <h1>Treeline runs here</h1>
          <p>This server has no routes yet: its operator adds them to the <code>ws</code> role.</p>
          </html>
          """);

  @Override
  public void respond(HttpServerRequest request, String path, String prefix) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      Page.METHOD_NOT_ALLOWED.sendTo(request);
    } else if (!path.equals("/")) {
      Page.NOT_FOUND.sendTo(request);
    } else if (request.method() == HttpMethod.HEAD) {
      head(request);
    } else {
      request.response().putHeader(HttpHeaders.CONTENT_TYPE, HTML).end(PAGE);
    }
  }

  private static void head(HttpServerRequest request) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, HTML)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(PAGE.length()))
        .end();
  }
}
