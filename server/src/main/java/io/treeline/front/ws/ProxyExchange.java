package io.treeline.front.ws;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request on its way to an upstream, and the answer on its way back. On one event loop. */
final class ProxyExchange {

  private static final long SILENCE_MILLIS = 60_000;

  /** Said anew to the upstream; {@code expect} was answered by the listener. */
  private static final Set<String> OWN = own();

  private final ReverseProxy proxy;
  private final HttpServerRequest request;
  private final boolean upgrade;
  private final boolean body;
  private boolean again;
  private @Nullable HttpClientRequest sent;

  ProxyExchange(ReverseProxy proxy, HttpServerRequest request) {
    this.proxy = proxy;
    this.request = request;
    this.upgrade = isWebSocket(request);
    this.body = hasBody(request);
  }

  private static Set<String> own() {
    Set<String> own = new HashSet<>(ForwardedHeaders.NAMES);
    own.addAll(List.of("host", "expect"));
    return Set.copyOf(own);
  }

  private static boolean isWebSocket(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && request.method() == HttpMethod.GET
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return !length.equals("0");
    }
    boolean mayHave = request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
    return request.version() == HttpVersion.HTTP_2
        ? mayHave
        : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  void begin() {
    request.pause();
    request.response().exceptionHandler(this::clientGone);
    send();
  }

  private void send() {
    proxy
        .client()
        .request(proxy.target(request.method(), request.uri()))
        .onSuccess(this::forward)
        .onFailure(this::fail);
  }

  private void forward(HttpClientRequest out) {
    sent = out;
    // What becomes of it is told by the answer's future; without a handler Vert.x logs it too.
    out.exceptionHandler(e -> {});
    HopByHop.copy(request.headers(), out.headers(), OWN);
    ForwardedHeaders.add(request, out.headers());
    out.putHeader(HttpHeaders.HOST, String.valueOf(request.authority()));
    if (upgrade) {
      out.putHeader(HttpHeaders.CONNECTION, "upgrade").putHeader(HttpHeaders.UPGRADE, "websocket");
      out.connect().onSuccess(this::answerUpgrade).onFailure(this::fail);
      return;
    }
    out.idleTimeout(SILENCE_MILLIS);
    out.response().onSuccess(this::answer).onFailure(this::fail);
    if (body) {
      boolean chunked = !out.headers().contains(HttpHeaders.CONTENT_LENGTH);
      out.setChunked(chunked);
      request.pipeTo(out).onFailure(e -> out.reset(0, e));
    } else {
      request.resume();
      out.end();
    }
  }

  private void answer(HttpClientResponse in) {
    proxy.answered();
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      in.request().reset();
      return;
    }
    takeHead(in, response);
    if (isBodiless(in.statusCode())) {
      in.resume();
      response.end();
      return;
    }
    if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      frameByChunksOrClose(response);
    }
    in.pipe().endOnFailure(false).to(response).onFailure(e -> abort(in));
  }

  private static void takeHead(HttpClientResponse in, HttpServerResponse response) {
    response.setStatusCode(in.statusCode());
    MultiMap mine = response.headers();
    HopByHop.copy(in.headers(), mine, mine.names());
  }

  private boolean isBodiless(int status) {
    return request.method() == HttpMethod.HEAD || status == 204 || status == 304;
  }

  private void frameByChunksOrClose(HttpServerResponse response) {
    if (request.version() == HttpVersion.HTTP_1_0) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      response.endHandler(v -> request.connection().close());
    } else {
      response.setChunked(true);
    }
  }

  /** The head has been sent: only a broken stream tells the client that the body is not whole. */
  private void abort(HttpClientResponse in) {
    in.request().reset();
    request.response().reset();
  }

  private void answerUpgrade(HttpClientResponse in) {
    if (in.statusCode() != 101) {
      request.resume();
      answer(in);
      return;
    }
    proxy.answered();
    HttpServerResponse response = request.response();
    takeHead(in, response);
    response.setStatusCode(101);
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    response.putHeader(HttpHeaders.UPGRADE, "websocket");
    NetSocket upstream = in.netSocket();
    upstream.pause();
    Future<NetSocket> client = request.toNetSocket();
    client.onSuccess(socket -> join(socket, upstream)).onFailure(e -> upstream.close());
  }

  private static void join(NetSocket client, NetSocket upstream) {
    pass(client, upstream);
    pass(upstream, client);
  }

  private static void pass(NetSocket from, NetSocket to) {
    from.pipeTo(to).onComplete(done -> to.close());
  }

  private void clientGone(Throwable cause) {
    HttpClientRequest out = sent;
    if (out != null) {
      out.reset(0, cause);
    }
  }

  private void fail(Throwable cause) {
    boolean reusedConnectionEnded = cause instanceof HttpClosedException && !body && !upgrade;
    if (reusedConnectionEnded && !again && isSafe(request.method())) {
      again = true;
      send();
      return;
    }
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    proxy.failed(cause);
    request.resume();
    boolean late = cause instanceof TimeoutException;
    (late ? Page.GATEWAY_TIMEOUT : Page.BAD_GATEWAY).sendTo(request);
  }

  /** May be sent twice (RFC 9110 §9.2.1): the upstream may have closed as the request arrived. */
  private static boolean isSafe(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
  }
}
