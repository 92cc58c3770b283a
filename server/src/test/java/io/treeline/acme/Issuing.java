package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.acme.challenge.Preflight;
import io.treeline.config.Acme;
import io.treeline.config.General;
import io.treeline.config.Transport;
import io.treeline.core.cert.KeyType;
import io.treeline.core.tree.Domain;
import io.treeline.registry.CertificateView;
import io.treeline.registry.House;
import io.treeline.store.AcmeAccountRow;
import io.treeline.store.AcmeOrderRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A house whose domains are issued for, on a store that may fail, with the plain port that answers
 * challenges from the live state.
 */
final class Issuing implements AutoCloseable, AccountNews {

  private static final String WELL_KNOWN = "/.well-known/acme-challenge/";

  private static final General GENERAL =
      new General(House.name("platform.local"), List.of(), 80, 443, Transport.AUTO);

  final House house;
  final FaultyStore store;
  final List<String> news = new CopyOnWriteArrayList<>();

  /** The names for which challenges aren't answered. */
  final Set<String> deaf = ConcurrentHashMap.newKeySet();

  private final Acme acme;
  private final HttpServer plainPort;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Orders orders;

  Issuing(Path data, Acme acme, int httpPort) {
    FaultyStore[] made = new FaultyStore[1];
    this.house =
        new House(
            data,
            real -> {
              made[0] = new FaultyStore(real);
              return made[0];
            });
    this.store = made[0];
    house.now = Instant.now();
    this.acme = acme;
    this.plainPort = plainPort(httpPort);
    this.orders = open();
  }

  Issuing(Path data, Pebble pebble) {
    this(data, acme(pebble.directoryUrl(), pebble.caFile()), pebble.httpPort());
  }

  /** At an authority behind a gate. */
  Issuing(Path data, Gate gate, Pebble pebble) {
    this(data, acme(gate.directoryUrl(), gate.caFile()), pebble.httpPort());
  }

  /** An authority that is asked without a look beforehand. */
  static Acme acme(URI directory, @Nullable Path caFile) {
    return acme(directory, caFile, null, List.of());
  }

  static Acme acme(
      URI directory,
      @Nullable Path caFile,
      Acme.@Nullable ExternalAccount externalAccount,
      List<Acme.Limits> limits) {
    return new Acme(
        List.of(directory),
        caFile,
        false,
        externalAccount,
        null,
        Acme.AccountPer.EMAIL,
        null,
        List.of(),
        limits);
  }

  private Orders open() {
    try {
      InstantSource clock = InstantSource.system();
      ChallengeBoard board = ChallengeBoard.of(store, house.feed, null, List.of(), Map.of(), clock);
      return Orders.of(
          acme,
          new Orders.Ground(
              store,
              house.registry,
              board,
              new Preflight(GENERAL, acme, board, clock),
              ChallengeChoice.StandingAuthorization.NONE,
              this,
              clock,
              Map.of(
                  "EAB_KEY", "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W")));
    } catch (AuthorityTrust.UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  private HttpServer plainPort(int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(threads);
      server.createContext(
          WELL_KNOWN,
          exchange -> {
            String token = exchange.getRequestURI().getPath().substring(WELL_KNOWN.length());
            String host = exchange.getRequestHeaders().getFirst("Host");
            String answer =
                deaf.contains(host.split(":", 2)[0])
                    ? null
                    : house.feed.live().challenges().http01(token);
            byte[] body = answer == null ? new byte[0] : answer.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(
                answer == null ? 404 : 200, answer == null ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(body);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Orders orders() {
    return orders;
  }

  /** As after a restart: what was in memory only is gone. */
  void restart() {
    store.heal();
    orders.close();
    orders = open();
  }

  /** Adds domains under automation. */
  void add(String... names) {
    for (String each : names) {
      house.add(each);
      house.set(each, "acme_enabled", "true");
    }
  }

  WantedFor wanted(String name) {
    Domain domain = house.domain(name);
    return new WantedFor(
        new Wanted(
            domain.id(),
            domain.name(),
            List.of(name),
            acme.directories().getFirst(),
            "email:ops@example.com",
            "ops@example.com",
            List.of(KeyType.EC256),
            "default",
            null,
            "http-01",
            false,
            0,
            null));
  }

  /** What is wanted, to be changed part by part. */
  record WantedFor(Wanted it) {

    WantedFor names(String... names) {
      return with(
          List.of(names),
          it.holder(),
          it.email(),
          it.keyTypes(),
          it.profile(),
          it.preferredChain(),
          it.challenge(),
          it.replaces());
    }

    WantedFor holder(String email) {
      return with(
          it.names(),
          "email:" + email,
          email,
          it.keyTypes(),
          it.profile(),
          it.preferredChain(),
          it.challenge(),
          it.replaces());
    }

    WantedFor email(String email) {
      return with(
          it.names(),
          it.holder(),
          email,
          it.keyTypes(),
          it.profile(),
          it.preferredChain(),
          it.challenge(),
          it.replaces());
    }

    WantedFor keys(KeyType... types) {
      return with(
          it.names(),
          it.holder(),
          it.email(),
          List.of(types),
          it.profile(),
          it.preferredChain(),
          it.challenge(),
          it.replaces());
    }

    WantedFor profile(@Nullable String profile) {
      return with(
          it.names(),
          it.holder(),
          it.email(),
          it.keyTypes(),
          profile,
          it.preferredChain(),
          it.challenge(),
          it.replaces());
    }

    WantedFor root(String root) {
      return with(
          it.names(),
          it.holder(),
          it.email(),
          it.keyTypes(),
          it.profile(),
          root,
          it.challenge(),
          it.replaces());
    }

    WantedFor replaces(String replaced) {
      return with(
          it.names(),
          it.holder(),
          it.email(),
          it.keyTypes(),
          it.profile(),
          it.preferredChain(),
          it.challenge(),
          replaced);
    }

    WantedFor challenge(String challenge) {
      return with(
          it.names(),
          it.holder(),
          it.email(),
          it.keyTypes(),
          it.profile(),
          it.preferredChain(),
          challenge,
          it.replaces());
    }

    private WantedFor with(
        List<String> names,
        String holder,
        String email,
        List<KeyType> keyTypes,
        @Nullable String profile,
        @Nullable String root,
        String challenge,
        @Nullable String replaces) {
      return new WantedFor(
          new Wanted(
              it.domainId(),
              it.name(),
              names,
              it.directory(),
              holder,
              email,
              keyTypes,
              profile,
              root,
              challenge,
              false,
              0,
              replaces));
    }
  }

  Outcome run(String name) {
    return run(wanted(name));
  }

  Outcome run(WantedFor wanted) {
    return orders.run(wanted.it());
  }

  Trouble failed(WantedFor wanted) {
    Outcome outcome = run(wanted);
    return failure(outcome).trouble();
  }

  static Outcome.Failed failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) outcome;
  }

  Outcome.Later later(WantedFor wanted) {
    Outcome outcome = run(wanted);
    assertThat(outcome).isInstanceOf(Outcome.Later.class);
    return (Outcome.Later) outcome;
  }

  /** The certificates that a domain has and had, newest first. */
  List<CertificateView> certificates(String name) {
    return house.registry.history(House.OWNER, House.name(name));
  }

  CertificateView served(String name) {
    return certificates(name).getFirst();
  }

  List<AcmeOrderRow> rows(String name) {
    long id = house.domain(name).id();
    return store.<List<AcmeOrderRow>>read(read -> read.acmeOrders(id));
  }

  List<AcmeAccountRow> accounts() {
    return store.<List<AcmeAccountRow>>read(StoreRead::acmeAccounts);
  }

  Store real() {
    return store;
  }

  @Override
  public void termsChanged(
      URI directory, String holder, @Nullable String from, @Nullable String to) {
    news.add("terms " + from + " -> " + to);
  }

  @Override
  public void replaced(URI directory, String holder, Trouble trouble) {
    news.add("replaced " + holder);
  }

  @Override
  public void close() {
    orders.close();
    plainPort.stop(0);
    threads.close();
    house.close();
  }
}
