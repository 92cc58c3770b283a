package io.treeline.api;

import io.treeline.access.Principal;
import io.treeline.access.Right;
import io.treeline.access.Tokens;
import io.treeline.acme.AutomaticIssuance;
import io.treeline.acme.Issuance;
import io.treeline.config.Acme;
import io.treeline.config.General;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import io.treeline.core.state.StateEntry;
import io.treeline.feed.ChangeFeed;
import io.treeline.monitor.StateList;
import io.treeline.registry.Registry;
import io.treeline.store.Store;
import io.treeline.store.jdbc.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The admin API with a real store behind it, listening at the data directory's socket, at a port
 * with TLS and at one without. The master is {@code example.com}.
 */
public final class TestServer implements AutoCloseable {

  /** What time it is. */
  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  public final Path data;
  public final CertifiedKey tlsKey;
  public final int port;
  public final int tlsPort;
  public final Registry registry;
  public final Tokens tokens;
  public final List<StateEntry> state = new CopyOnWriteArrayList<>();
  public final List<String> missing = new CopyOnWriteArrayList<>();

  private final Vertx vertx;
  private final Store store;
  private final ChangeFeed feed;
  private final ApiServer api;
  private StateList reported;

  public TestServer(Path data) {
    this(data, Transport.NIO);
  }

  public TestServer(Path data, Transport transport) {
    this.data = data;
    InstantSource clock = InstantSource.fixed(NOW);
    store = SqliteStore.open(data, Map.of(), clock);
    store.change(write -> write.insertDomain(DomainName.parse("example.com"), 0));
    feed = ChangeFeed.start(store);
    registry =
        new Registry(store, feed, new TestServing(() -> feed.live().defaultCertificate()), clock);
    tokens = new Tokens(store, () -> feed.live().tree(), clock);
    vertx = Vertx.builder().withTransport(transport).build();
    api =
        new ApiServer(
            vertx,
            new ApiParts(
                registry, tokens, issuance(clock), () -> List.copyOf(state), () -> missing));
    tlsKey =
        SelfSigned.create(
            DomainName.parse("localhost"), Duration.ofDays(900), KeyType.EC256, Instant.now());
    await(api.listenLocally(data));
    port = listen(new HttpServerOptions());
    tlsPort =
        listen(
            new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .addKeyValue(Buffer.buffer(tlsKey.keyPem()))
                        .addCertValue(Buffer.buffer(tlsKey.chainPem()))));
  }

  /** As on a server without role mware: what needs no authority. */
  private Issuance issuance(InstantSource clock) {
    Acme acme =
        new Acme(
            List.of(Acme.DEFAULT_DIRECTORY),
            null,
            true,
            null,
            null,
            Acme.AccountPer.EMAIL,
            null,
            List.of(),
            List.of());
    General general =
        new General(
            DomainName.parse("example.com"), List.of(), 80, 443, io.treeline.config.Transport.AUTO);
    reported = new StateList(store, clock, "srv1");
    return AutomaticIssuance.elsewhere(
            new AutomaticIssuance.Ground(store, feed, registry, reported, general, Map.of(), clock),
            acme)
        .issuance();
  }

  private int listen(HttpServerOptions options) {
    HttpServer server = await(api.listen(options, SocketAddress.inetSocketAddress(0, "127.0.0.1")));
    return server.actualPort();
  }

  /** A new token for a subtree. */
  public String token(String subtree, Right right) {
    return tokens.create(owner(), DomainName.parse(subtree), right, null).secret();
  }

  /** Who may do everything. */
  public static Principal owner() {
    return new Principal.LocalOwner("test");
  }

  /** Adds a domain below the nearest. */
  public void add(String name) {
    registry.add(owner(), DomainName.parse(name), null, false);
  }

  /** A pair of that name in PKCS#12, as keytool writes it. */
  public static byte[] pkcs12(String name, String passphrase) {
    CertifiedKey pair =
        SelfSigned.create(DomainName.parse(name), Duration.ofDays(90), KeyType.EC256, NOW);
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "web",
          pair.privateKey(),
          passphrase.toCharArray(),
          pair.chain().toArray(Certificate[]::new));
      store.store(out, passphrase.toCharArray());
      return out.toByteArray();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A self-signed pair for a name and its wildcard, as text with the key. */
  public static String pem(String name) {
    CertifiedKey pair =
        SelfSigned.create(DomainName.parse(name), Duration.ofDays(90), KeyType.EC256, NOW);
    return pair.keyPem() + pair.chainPem();
  }

  /** What the future gives within ten seconds. */
  static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within ten seconds", e);
    }
  }

  @Override
  public void close() {
    await(api.close());
    await(vertx.close());
    feed.close();
    reported.close();
    store.close();
  }
}
