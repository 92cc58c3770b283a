package io.treeline.acme;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.config.Acme;
import io.treeline.config.Configuration;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Domain;
import io.treeline.registry.CertificateView;
import io.treeline.registry.House;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AcmeEventRow;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A house with the loop that issues for it at a real authority, a plain port that answers its
 * challenges, and a clock that goes on by itself and can be moved.
 */
final class IssuerHouse implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(60);

  private static final String WELL_KNOWN = "/.well-known/acme-challenge/";

  final House house;
  final RecordedState state = new RecordedState();
  final AtomicInteger timesAsked = new AtomicInteger();
  final AtomicInteger ordersMade = new AtomicInteger();

  /** The names for which challenges aren't answered. */
  final Set<String> deaf = ConcurrentHashMap.newKeySet();

  /** By how much the authority's clock is ahead of ours. */
  volatile Duration authorityAhead = Duration.ZERO;

  private final Acme acme;
  private final InstantSource clock = () -> Instant.now().plus(this.moved);
  private final int httpPort;
  private volatile Duration moved = Duration.ZERO;
  private @Nullable HttpServer plainPort;
  private AutomaticIssuance issuance;

  IssuerHouse(Path data, int httpPort, Path caFile, URI... directories) {
    this.house = new House(data);
    house.now = clock.instant();
    this.httpPort = httpPort;
    this.acme =
        new Acme(
            List.of(directories),
            caFile,
            false,
            null,
            "default",
            Acme.AccountPer.EMAIL,
            null,
            List.of(),
            Stream.of(directories).map(IssuerHouse::limits).toList());
    house.set("platform.local", "acme_account_email", "ops@example.com");
    house.set("platform.local", "acme_challenge", "http-01");
    this.issuance = open();
  }

  /** Far from what a test uses up, but counted. */
  private static Acme.Limits limits(URI directory) {
    return new Acme.Limits(
        directory, null, null, null, new Acme.Allowance(1_000, Duration.ofHours(1)));
  }

  private AutomaticIssuance open() {
    IssuanceReports reports = new IssuanceReports(state);
    AccountReports accounts = new AccountReports(house.store, reports, clock);
    ChallengeBoard board =
        ChallengeBoard.of(house.store, house.feed, null, List.of(), Map.of(), clock);
    AutomaticIssuance.Ground ground =
        new AutomaticIssuance.Ground(
            house.store,
            house.feed,
            house.registry,
            state,
            Configuration.builtIn().general(),
            Map.of(),
            clock);
    LateOrders orders =
        new LateOrders(() -> {
          ordersMade.incrementAndGet();
          return AutomaticIssuance.orders(ground, acme, board, accounts);
        });
    WallClock wallClock =
        new WallClock(
            clock,
            System::nanoTime,
            directory -> {
              timesAsked.incrementAndGet();
              return clock.instant().plus(authorityAhead);
            });
    return AutomaticIssuance.of(ground, acme, reports, accounts, board, orders, wallClock);
  }

  /** Sets the loop going. */
  IssuerHouse start() {
    issuance.start();
    issuance.looked().join();
    return this;
  }

  /** As after a stop and a start of the server. */
  void restart() {
    issuance.close();
    issuance = open();
    start();
  }

  Issuance issuance() {
    return issuance.issuance();
  }

  /** Answers challenges from now on. */
  IssuerHouse answering() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 0);
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
      plainPort = server;
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Moves the clock on. */
  void later(Duration time) {
    moved = moved.plus(time);
    house.now = clock.instant();
  }

  Instant now() {
    return clock.instant();
  }

  /** Adds domains under automation. */
  void enable(String... names) {
    for (String each : names) {
      house.add(each);
      house.set(each, "acme_enabled", "true");
    }
  }

  /** Waits until a certificate is in force that isn't that, and the domain is at rest. */
  CertificateView awaitIssued(String name, @Nullable CertificateView before) {
    await(name)
        .atMost(SOON)
        .until(() -> {
          CertificateView found = certificate(name);
          return found != null
              && (before == null || !found.id().equals(before.id()))
              && row(name).status().equals("valid")
              && !issuance().status(House.OWNER, House.name(name)).status().equals("ordering");
        });
    return Objects.requireNonNull(certificate(name));
  }

  void awaitStatus(String name, String status) {
    await(name + " is " + status)
        .atMost(SOON)
        .until(() -> issuance().status(House.OWNER, House.name(name)).status().equals(status));
  }

  @Nullable CertificateView certificate(String name) {
    return house.registry.show(House.OWNER, House.name(name)).certificate();
  }

  AcmeDomainRow row(String name) {
    Domain domain = house.domain(name);
    AcmeDomainRow row =
        house.store.<@Nullable AcmeDomainRow>read(read -> read.acmeDomain(domain.id()));
    return row == null ? AcmeDomainRow.of(domain.id(), "none", null) : row;
  }

  /** The domain as it would be ordered now. */
  DueDomain due(String name) {
    AcmeDomainRow row = row(name);
    return house.store.read(read -> {
      CertificateId id = house.domain(name).certificate();
      return Objects.requireNonNull(
          DueDomain.of(
              house.tree(),
              row,
              id == null ? null : read.certificate(id),
              acme,
              acme.directories().getFirst()));
    });
  }

  /** The names of what happened, oldest first; null for what concerns no domain. */
  List<String> events(@Nullable String name) {
    return house
        .store
        .<List<AcmeEventRow>>read(r -> r.acmeEvents(0, Long.MAX_VALUE, 1_000))
        .reversed()
        .stream()
        .filter(row -> Objects.equals(name, row.domain() == null ? null : row.domain().text()))
        .map(AcmeEventRow::event)
        .toList();
  }

  @Override
  public void close() {
    issuance.close();
    if (plainPort != null) {
      plainPort.stop(0);
    }
    house.close();
  }
}
