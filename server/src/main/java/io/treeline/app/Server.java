package io.treeline.app;

import io.treeline.access.Tokens;
import io.treeline.acme.AutomaticIssuance;
import io.treeline.api.ApiParts;
import io.treeline.api.ApiServer;
import io.treeline.certdir.Certdirs;
import io.treeline.config.Configuration;
import io.treeline.config.Role;
import io.treeline.config.UnknownServerException;
import io.treeline.feed.ChangeFeed;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import io.treeline.monitor.Monitor;
import io.treeline.monitor.StateList;
import io.treeline.registry.Installation;
import io.treeline.registry.Registry;
import io.treeline.store.Store;
import io.treeline.store.jdbc.SqliteStore;
import io.treeline.tls.KeyMaterialCache;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One running server: its store, its tree and its roles, started in the order in which they need
 * each other and stopped in the reverse.
 */
final class Server implements AutoCloseable {

  private final Shutdown shutdown;
  private final Registry registry;
  private final List<Listening> addresses;
  private final String socket;

  private Server(Shutdown shutdown, Registry registry, List<Listening> addresses, String socket) {
    this.shutdown = shutdown;
    this.registry = registry;
    this.addresses = addresses;
    this.socket = socket;
  }

  /**
   * Starts everything; all listeners answer when it returns. What fails leaves nothing behind.
   *
   * @throws StartFailedException if the configuration is wrong or a port can't be had
   * @throws io.treeline.store.StoreException if the data directory can't be opened
   */
  static Server start(ServeOptions options, Map<String, String> environment, InstantSource clock) {
    Shutdown shutdown = new Shutdown();
    try {
      return start(shutdown, options, environment, clock);
    } catch (ListenFailedException | UnknownServerException e) {
      shutdown.close();
      throw new StartFailedException(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      shutdown.close();
      throw e;
    }
  }

  private static Server start(
      Shutdown shutdown,
      ServeOptions options,
      Map<String, String> environment,
      InstantSource clock) {
    Store store = shutdown.later(SqliteStore.open(options.data(), environment, clock));
    ConfigurationInForce inForce =
        new ConfigurationInForce(store, options.data(), clock, options.server());
    ConfigurationInForce.Found found = inForce.find(options.config());
    Configuration configuration = found.configuration();
    List<Role> roles = configuration.forServer(options.server());
    Installation installation = new Installation(store, clock);
    installation.prepare(configuration.general().generalDomain());

    // Reading a large tree and starting the libraries take about as long: one beside the other.
    CompletableFuture<ChangeFeed> reading =
        CompletableFuture.supplyAsync(
            () -> ChangeFeed.start(store), Thread.ofPlatform().name("tree-reader")::start);
    shutdown.later(() -> reading.thenAccept(ChangeFeed::close).exceptionally(e -> null).join());
    StateList state = shutdown.later(new StateList(store, clock, options.server()));
    EventLoops loops = shutdown.later(EventLoops.start(configuration.general().transport()));
    Certdirs certdirs = shutdown.later(new Certdirs(clock, CertdirReports.of(state, roles)));
    KeyMaterialCache materials =
        shutdown.later(new KeyMaterialCache(new Materials(store, certdirs), CacheBound.entries()));
    RunningRoles running = new RunningRoles(materials);
    ChangeFeed feed = Futures.join(reading);
    Registry registry = new Registry(store, feed, running, clock);
    AutomaticIssuance issuance =
        MwareAcme.of(configuration, roles)
            .issuance(
                new AutomaticIssuance.Ground(
                    store, feed, registry, state, configuration.general(), environment, clock));
    Runnable afterFirstRun = () -> issuance.looked().thenRun(state::forgetUnseen);
    Monitor monitor =
        shutdown.later(new Monitor(store, feed, state, running, afterFirstRun, clock));
    Tokens tokens = new Tokens(store, () -> feed.live().tree(), clock);
    ApiServer api =
        new ApiServer(
            loops.vertx(),
            new ApiParts(registry, tokens, issuance.issuance(), state::entries, List::of));
    shutdown.later(() -> Futures.await(api.close()));

    TlsHeads heads = new TlsHeads(feed, certdirs, materials, monitor::unusable, running);
    RoleStarter starter =
        new RoleStarter(configuration.general(), loops, heads, feed, api, shutdown);
    List<Listening> addresses =
        roles.stream().flatMap(role -> starter.start(role).stream()).toList();
    Object socket = Futures.await(api.listenLocally(options.data()));
    inForce.activate(found);
    shutdown.later(Upkeep.start(installation, registry, running, feed));
    issuance.start();
    shutdown.later(issuance);
    monitor.start();
    return new Server(shutdown, registry, addresses, socket.toString());
  }

  /** The door for writes and questions. */
  Registry registry() {
    return registry;
  }

  /** Every address that answers, role by role. */
  List<Listening> addresses() {
    return addresses;
  }

  /** The path of the local owner's socket. */
  String socket() {
    return socket;
  }

  @Override
  public void close() {
    shutdown.close();
  }
}
