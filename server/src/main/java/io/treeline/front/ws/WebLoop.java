package io.treeline.front.ws;

import io.netty.handler.ssl.SslContext;
import io.treeline.config.Route;
import io.treeline.front.ListenFailedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of a ws role that lives on one event loop: its share of every listener. */
final class WebLoop extends VerticleBase {

  private final WebListeners listeners;
  private final SharedPorts ports;
  private final SslContext tls;
  private final HttpsHandler handler;
  private final PlainHandler plainHandler;
  private final List<Route> firstRoutes;
  private final List<HttpServer> httpsServers = new ArrayList<>();
  private final List<HttpServer> httpServers = new ArrayList<>();
  private final LoopResponders responders;

  WebLoop(
      Vertx vertx,
      WebListeners listeners,
      SharedPorts ports,
      SslContext tls,
      HttpsHandler handler,
      ChallengeResponder challenges,
      Map<Path, FileTree> files,
      List<Route> routes) {
    this.listeners = listeners;
    this.ports = ports;
    this.tls = tls;
    this.handler = handler;
    this.plainHandler = new PlainHandler(challenges, listeners.publicHttpsPort());
    this.responders = new LoopResponders(vertx, files);
    this.firstRoutes = routes;
  }

  @Override
  public Future<?> start() {
    handler.use(RouteTable.of(firstRoutes, responders::of));
    List<Future<HttpServer>> all = new ArrayList<>();
    for (int i = 0; i < ports.https().size(); i++) {
      HttpServer server = ServerSettings.https(vertx, tls).requestHandler(handler);
      httpsServers.add(server);
      all.add(listen(server, ports.https().get(i), listeners.https().get(i)));
    }
    for (int i = 0; i < ports.http().size(); i++) {
      HttpServer server = ServerSettings.plain(vertx).requestHandler(plainHandler);
      httpServers.add(server);
      all.add(listen(server, ports.http().get(i), listeners.http().get(i)));
    }
    return Future.all(all);
  }

  private Future<HttpServer> listen(
      HttpServer server, SocketAddress at, InetSocketAddress address) {
    return server
        .listen(at)
        .recover(cause ->
            Future.failedFuture(new ListenFailedException(listeners.role(), address, cause)));
  }

  /** Exchanges the routes, on the loop. */
  Future<Void> use(List<Route> routes) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> {
      handler.use(RouteTable.of(routes, responders::of));
      done.complete();
    });
    return done.future();
  }

  Future<Void> drain(Duration limit) {
    List<Future<Void>> all = new ArrayList<>();
    httpsServers.forEach(server -> all.add(server.shutdown(limit)));
    httpServers.forEach(server -> all.add(server.shutdown(limit)));
    return Future.join(all).eventually(this::undeploy).mapEmpty();
  }

  private Future<Void> undeploy() {
    return vertx.undeploy(context.deploymentID());
  }

  List<InetSocketAddress> httpsAddresses() {
    return actual(httpsServers, listeners.https());
  }

  List<InetSocketAddress> httpAddresses() {
    return actual(httpServers, listeners.http());
  }

  private static List<InetSocketAddress> actual(
      List<HttpServer> servers, List<InetSocketAddress> wanted) {
    List<InetSocketAddress> actual = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      actual.add(new InetSocketAddress(wanted.get(i).getAddress(), servers.get(i).actualPort()));
    }
    return actual;
  }
}
