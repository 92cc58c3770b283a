package io.treeline.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.treeline.core.cert.CertifiedKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What stands before an authority and does with each request what a test says: passes it on, fails
 * in its place, or loses it or its answer. The authority sees the host that was asked for.
 */
final class Gate implements AutoCloseable {

  /** What is done with a request. */
  sealed interface Verdict {
    /** It is passed on. */
    record Pass() implements Verdict {}

    /** The connection ends before the authority hears of it. */
    record LoseRequest() implements Verdict {}

    /** The authority does it, and the connection ends before the answer. */
    record LoseAnswer() implements Verdict {}

    /** Something else answers. */
    record Answer(int status, Map<String, String> headers, String body) implements Verdict {}
  }

  static final Verdict PASS = new Verdict.Pass();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SSLContext trust;
  private final URI authority;
  private final Path caFile;
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private volatile Function<String, Verdict> rule = path -> PASS;

  Gate(Pebble pebble) {
    this.authority = pebble.directoryUrl();
    this.caFile = pebble.caFile();
    try {
      this.trust = AuthorityTrust.of(caFile);
      this.server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(pebble.own())));
      server.setExecutor(threads);
      server.createContext("/", this::handle);
      server.start();
    } catch (IOException | GeneralSecurityException | AuthorityTrust.UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  URI directoryUrl() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/dir");
  }

  Path caFile() {
    return caFile;
  }

  /** From now on each request, by its path, is done so with. */
  void rule(Function<String, Verdict> then) {
    rule = then;
  }

  /** The paths that were asked for. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    paths.add(path);
    Verdict verdict = rule.apply(path);
    switch (verdict) {
      case Verdict.Pass pass -> answer(exchange, passedOn(exchange, body));
      case Verdict.LoseRequest lose -> throw new IOException("lost, as the test says");
      case Verdict.LoseAnswer lose -> {
        Answered unused = passedOn(exchange, body);
        throw new IOException("lost, as the test says");
      }
      case Verdict.Answer(var status, var headers, var text) ->
          answer(exchange, new Answered(status, headers, text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private record Answered(int status, Map<String, String> headers, byte[] body) {}

  private static void answer(HttpExchange exchange, Answered answered) throws IOException {
    answered
        .headers()
        .forEach((name, value) -> {
          if (!List.of("content-length", "transfer-encoding", "connection")
              .contains(name.toLowerCase(Locale.ROOT))) {
            exchange.getResponseHeaders().set(name, value);
          }
        });
    boolean empty = answered.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answered.status(), empty ? -1 : answered.body().length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (!empty) {
        out.write(answered.body());
      }
    }
  }

  /** By hand: the JDK's clients won't send the host that was asked for. */
  private Answered passedOn(HttpExchange exchange, byte[] body) throws IOException {
    try (var socket = trust.getSocketFactory().createSocket("localhost", authority.getPort())) {
      StringBuilder head = new StringBuilder();
      head.append(exchange.getRequestMethod())
          .append(' ')
          .append(exchange.getRequestURI())
          .append(" HTTP/1.1\r\nConnection: close\r\nContent-Length: ")
          .append(body.length)
          .append("\r\n");
      for (String name : List.of("Host", "Content-Type", "Accept", "User-Agent")) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          head.append(name).append(": ").append(value).append("\r\n");
        }
      }
      OutputStream out = socket.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      return read(socket.getInputStream());
    }
  }

  private static Answered read(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (one, other) -> other);
    }
    if (!"chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      return new Answered(status, headers, in.readAllBytes());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      whole.write(in.readNBytes(size));
      line(in);
    }
    return new Answered(status, headers, whole.toByteArray());
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static SSLContext context(CertifiedKey own) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", own.privateKey(), new char[0], own.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
