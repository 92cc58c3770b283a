package io.treeline.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authority that fails as it is told: it stands before another one, passes on what comes, and at
 * the steps that a test names holds a request, drops it, or answers by itself. Safe for use by
 * several threads.
 *
 * <p>What passes is not changed: Pebble makes its URLs of the Host that was asked for, and expects
 * that one in the signed requests, so they all lead here again.
 */
final class FailingAuthority implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** What happens to a request. */
  private sealed interface Fault {

    /** It is held, before it is passed on or with the answer at hand, until it may go on. */
    record Hold(boolean answered, Held held) implements Fault {}

    /** The connection ends without an answer, before the request is passed on or after that. */
    record Drop(boolean answered) implements Fault {}

    /** It is answered here. */
    record Answer(int status, Map<String, String> headers, String body) implements Fault {}
  }

  /** A request that is held. */
  static final class Held {

    private final AcmeStep step;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean abandoned;

    private Held(AcmeStep step) {
      this.step = step;
    }

    /** Waits until it has come. */
    void awaitArrival() {
      await("a request of " + step).atMost(LONGEST).until(() -> arrived.getCount() == 0);
    }

    boolean hasCome() {
      return arrived.getCount() == 0;
    }

    /** Lets it go on. */
    void release() {
      released.countDown();
    }

    /** Lets it end here: whoever sent it is gone. */
    void abandon() {
      abandoned = true;
      released.countDown();
    }

    /** Waits, and says whether it goes on. */
    private boolean goesOn() throws IOException {
      arrived.countDown();
      try {
        released.await();
        return !abandoned;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  /** What came back of a request. */
  private record Passed(int status, List<String[]> headers, byte[] body) {}

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path trust;
  private final int behind;
  private final Map<AcmeStep, Queue<Fault>> next = new EnumMap<>(AcmeStep.class);
  private final Map<AcmeStep, @Nullable Fault> always = new EnumMap<>(AcmeStep.class);
  private final Map<AcmeStep, AtomicInteger> requests = new EnumMap<>(AcmeStep.class);
  private final List<Held> holding = new CopyOnWriteArrayList<>();
  private final List<JsonNode> orders = new CopyOnWriteArrayList<>();

  private FailingAuthority(HttpsServer server, Path trust, int behind) {
    this.server = server;
    this.trust = trust;
    this.behind = behind;
    for (AcmeStep step : AcmeStep.values()) {
      next.put(step, new ConcurrentLinkedQueue<>());
      requests.put(step, new AtomicInteger());
    }
  }

  /** Stands before the authority at that port of loopback, which need not run yet. */
  static FailingAuthority before(int port, Path home) {
    try {
      MadeCertificate own = new CertificateMaker().ec("localhost");
      Path trust = Files.writeString(home.resolve("authority.crt"), own.certificatePem());
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      server.setHttpsConfigurator(new HttpsConfigurator(tls(own)));
      FailingAuthority authority = new FailingAuthority(server, trust, port);
      server.setExecutor(authority.threads);
      server.createContext("/", authority::handle);
      server.start();
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI directory() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/dir");
  }

  /** The certificate of its API, PEM: what a client has to trust. */
  Path trust() {
    return trust;
  }

  /** Holds the next request of a step, before it is passed on. */
  Held hold(AcmeStep step) {
    return hold(step, false);
  }

  /** Holds the answer to the next request of a step: the authority has done it. */
  Held holdAnswer(AcmeStep step) {
    return hold(step, true);
  }

  private Held hold(AcmeStep step, boolean answered) {
    Held held = new Held(step);
    holding.add(held);
    next.get(step).add(new Fault.Hold(answered, held));
    return held;
  }

  /** The next request of a step gets no answer. */
  void drop(AcmeStep step) {
    next.get(step).add(new Fault.Drop(false));
  }

  /** The next request of a step is done, but its answer gets lost. */
  void dropAnswer(AcmeStep step) {
    next.get(step).add(new Fault.Drop(true));
  }

  /** The next request of a step is refused with that problem (RFC 8555 §6.7). */
  void refuse(AcmeStep step, int status, String type, String detail) {
    next.get(step).add(problem(status, type, detail, Map.of()));
  }

  /** The next request of a step is refused as one too many, with a time to wait. */
  void limit(AcmeStep step, Duration wait) {
    next.get(step)
        .add(
            problem(
                429,
                "rateLimited",
                "too many new orders recently",
                Map.of("Retry-After", String.valueOf(wait.toSeconds()))));
  }

  /** From now on every request of a step fails with that status. */
  void failAlways(AcmeStep step, int status) {
    always.put(step, new Fault.Answer(status, Map.of(), "out of order"));
  }

  /** From now on every request of a step is passed on. */
  void heal(AcmeStep step) {
    always.remove(step);
  }

  /** How many requests of a step came, whatever became of them. */
  int requests(AcmeStep step) {
    return requests.get(step).get();
  }

  /** What was ordered, the signed contents of each order that the authority took. */
  List<JsonNode> orders() {
    return List.copyOf(orders);
  }

  @Override
  public void close() {
    holding.forEach(Held::abandon);
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      AcmeStep step = AcmeStep.of(exchange.getRequestURI().getRawPath());
      requests.get(step).incrementAndGet();
      Fault fault = next.get(step).poll();
      act(fault == null ? always.get(step) : fault, exchange, step, body);
    }
  }

  private void act(@Nullable Fault fault, HttpExchange exchange, AcmeStep step, byte[] body)
      throws IOException {
    switch (fault) {
      case null -> answer(exchange, pass(exchange, step, body));
      case Fault.Hold hold -> {
        Passed passed = hold.answered() ? pass(exchange, step, body) : null;
        if (hold.held().goesOn()) {
          answer(exchange, passed == null ? pass(exchange, step, body) : passed);
        }
      }
      case Fault.Drop drop -> {
        if (drop.answered()) {
          pass(exchange, step, body);
        }
      }
      case Fault.Answer answer -> {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }

  private static void answer(HttpExchange exchange, Passed passed) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    passed.headers().forEach(header -> headers.add(header[0], header[1]));
    boolean empty = passed.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(passed.status(), empty ? -1 : passed.body().length);
    if (!empty) {
      exchange.getResponseBody().write(passed.body());
    }
  }

  /** By hand, for the sake of the Host header, which the JDK's client makes itself. */
  private Passed pass(HttpExchange exchange, AcmeStep step, byte[] body) throws IOException {
    try (SSLSocket socket = open()) {
      Headers headers = exchange.getRequestHeaders();
      StringBuilder head = new StringBuilder();
      // HTTP/1.0: the answer ends with the connection and comes in no chunks.
      head.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
      head.append(" HTTP/1.0\r\nContent-Length: ").append(body.length).append("\r\n");
      for (String name :
          List.of("Host", "Content-Type", "User-Agent", "Accept", "Accept-Language")) {
        String value = headers.getFirst(name);
        if (value != null) {
          head.append(name).append(": ").append(value).append("\r\n");
        }
      }
      socket.getOutputStream().write(head.append("\r\n").toString().getBytes(ISO_8859_1));
      socket.getOutputStream().write(body);
      Passed passed = read(socket);
      if (step == AcmeStep.NEW_ORDER && passed.status() == 201) {
        orders.add(payload(body));
      }
      return passed;
    }
  }

  private SSLSocket open() throws IOException {
    return (SSLSocket) AdminApi.anyServer().getSocketFactory().createSocket("127.0.0.1", behind);
  }

  private static Passed read(SSLSocket socket) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(whole);
    String text = whole.toString(ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    List<String[]> headers =
        Arrays.stream(lines)
            .skip(1)
            .map(line -> line.split(": ?", 2))
            .filter(header -> !header[0].matches("(?i)content-length|connection|transfer-encoding"))
            .toList();
    int status = Integer.parseInt(lines[0].split(" ")[1]);
    return new Passed(status, headers, text.substring(end + 4).getBytes(ISO_8859_1));
  }

  /** What was signed (RFC 7515 §7.2.2). */
  private static JsonNode payload(byte[] jws) {
    String payload = JsonMapper.shared().readTree(jws).get("payload").asString();
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(payload));
  }

  private static Fault problem(
      int status, String type, String detail, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Content-Type", "application/problem+json");
    String body =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "type", "urn:ietf:params:acme:error:" + type,
                    "detail", detail,
                    "status", status));
    return new Fault.Answer(status, all, body);
  }

  private static SSLContext tls(MadeCertificate own) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate leaf =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(own.der()));
      store.setKeyEntry("own", own.keys().getPrivate(), new char[0], new Certificate[] {leaf});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
