package io.treeline.front.ws;

import io.netty.handler.ssl.SslContext;
import io.treeline.config.Route;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Role {@code ws}: the HTTPS listeners, the plain ones, and the routes behind them.
 *
 * <p>Its methods block until done and are not for event loops. {@link #use} may be called while it
 * listens: requests under way are finished by the route that took them. Safe for use by several
 * threads.
 */
public final class WebFront {

  private final EventLoops loops;
  private final WebListeners listeners;
  private final SslContext tls;
  private final HstsPolicy hsts;
  private final ChallengeResponder challenges;
  private final Map<Path, FileTree> files = new ConcurrentHashMap<>();
  private final List<WebLoop> running = new CopyOnWriteArrayList<>();
  private volatile List<Route> routes;

  /**
   * A front that doesn't listen yet.
   *
   * @param tls makes the handler at the head of each TLS connection; one for all HTTPS listeners of
   *     this role, with ALPN {@code h2} and {@code http/1.1}
   */
  public WebFront(
      EventLoops loops,
      WebListeners listeners,
      SslContext tls,
      HstsPolicy hsts,
      ChallengeResponder challenges,
      List<Route> routes) {
    this.loops = loops;
    this.listeners = listeners;
    this.tls = tls;
    this.hsts = hsts;
    this.challenges = challenges;
    this.routes = List.copyOf(routes);
  }

  /**
   * Listens on every address, or on none.
   *
   * @throws ListenFailedException if one of them can't be had
   */
  public void start() {
    SharedPorts ports = SharedPorts.of(listeners, loops::nextChoice);
    DeploymentOptions oneForEachLoop = new DeploymentOptions().setInstances(loops.count());
    try {
      loops
          .vertx()
          .deployVerticle(() -> newLoop(ports), oneForEachLoop)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      running.clear();
      throw e.getCause() instanceof ListenFailedException known ? known : e;
    }
  }

  private WebLoop newLoop(SharedPorts ports) {
    HttpsHandler handler = new HttpsHandler(hsts);
    WebLoop loop =
        new WebLoop(loops.vertx(), listeners, ports, tls, handler, challenges, files, routes);
    running.add(loop);
    return loop;
  }

  /** The routes for requests that begin from now on. */
  public void use(List<Route> next) {
    routes = List.copyOf(next);
    await(running.stream().map(loop -> loop.use(routes)).toList());
    files.keySet().retainAll(directoriesOf(routes));
  }

  /** Where the TLS listeners listen, with the ports that the system chose. */
  public List<InetSocketAddress> httpsAddresses() {
    return running.getFirst().httpsAddresses();
  }

  /** Where the plain listeners listen. */
  public List<InetSocketAddress> httpAddresses() {
    return running.getFirst().httpAddresses();
  }

  /**
   * Stops listening at once, lets requests under way end for up to {@code limit}, and closes what
   * is then left. HTTP/2 clients are told to go away.
   */
  public void drain(Duration limit) {
    await(running.stream().map(loop -> loop.drain(limit)).toList());
    running.clear();
  }

  private static List<Path> directoriesOf(List<Route> routes) {
    List<Path> directories = new ArrayList<>();
    for (Route route : routes) {
      if (route.target() instanceof Route.Static(Path directory)) {
        directories.add(directory);
      }
    }
    return directories;
  }

  private static void await(List<Future<Void>> all) {
    Future.join(all).toCompletionStage().toCompletableFuture().join();
  }
}
