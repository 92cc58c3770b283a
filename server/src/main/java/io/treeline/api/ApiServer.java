package io.treeline.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The listeners of the admin API: the data directory's socket for its owner, and any number of
 * addresses for those who have a token. All have the same routes.
 *
 * <p>Safe for use by several threads.
 */
public final class ApiServer {

  private static final int MAX_HEADERS = 16 * 1024;

  private final Vertx vertx;
  private final Threads threads;
  private final RouteTable table;
  private final Door bearer;
  private final List<HttpServer> listening = new ArrayList<>();

  /** An API that isn't listening yet. */
  public ApiServer(Vertx vertx, ApiParts parts) {
    this.vertx = vertx;
    this.threads = new Threads(vertx);
    this.table = new RouteTable(parts, threads);
    this.bearer = Door.bearer(parts.tokens());
  }

  /**
   * Listens on the socket of a data directory; what a server that died left there is removed. May
   * block for a moment.
   *
   * @return fails with an exception whose message is a sentence
   */
  public Future<LocalSocket> listenLocally(Path dataDirectory) {
    LocalSocket socket = LocalSocket.in(dataDirectory);
    try {
      socket.clear();
      return listen(
              new HttpServerOptions(),
              SocketAddress.domainSocketAddress(socket.address()),
              Door.local())
          .map(server -> ownersOnly(socket));
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Listens on an address.
   *
   * @param options how TLS is done there
   * @return the server, for its actual port
   */
  public Future<HttpServer> listen(HttpServerOptions options, SocketAddress address) {
    return listen(options, address, bearer);
  }

  /** Ends all listeners; what runs is given until {@code vertx} itself ends. */
  public Future<Void> close() {
    List<HttpServer> open;
    synchronized (listening) {
      open = List.copyOf(listening);
      listening.clear();
    }
    threads.close();
    return Future.join(open.stream().map(HttpServer::close).toList()).mapEmpty();
  }

  private Future<HttpServer> listen(HttpServerOptions options, SocketAddress address, Door door) {
    HttpServerOptions whole =
        options.setMaxHeaderSize(MAX_HEADERS).setHandle100ContinueAutomatically(true);
    return vertx
        .createHttpServer(whole)
        .requestHandler(new Routes(table, door, threads).build(vertx))
        .invalidRequestHandler(ApiServer::refuse)
        .listen(address)
        .onSuccess(this::remember);
  }

  private void remember(HttpServer server) {
    synchronized (listening) {
      listening.add(server);
    }
  }

  private static LocalSocket ownersOnly(LocalSocket socket) {
    try {
      Files.setPosixFilePermissions(socket.path(), PosixFilePermissions.fromString("rw-------"));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The modes of " + socket + " can't be set: check its owner.", e);
    }
  }

  /** What isn't HTTP enough to be routed: huge headers, a garbled request line. */
  private static void refuse(HttpServerRequest request) {
    String cause = String.valueOf(request.decoderResult());
    ProblemType type =
        cause.contains("TooLongHttpHeader")
            ? ProblemType.HEADERS_TOO_LARGE
            : cause.contains("TooLongHttpLine")
                ? ProblemType.URI_TOO_LONG
                : ProblemType.BAD_REQUEST;
    Problem problem =
        Problem.of(type, type.title() + ": send a smaller, well-formed HTTP/1.1 request.");
    request
        .response()
        .setStatusCode(type.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(Json.write(problem.document()))
        .onComplete(none -> request.connection().close());
  }
}
