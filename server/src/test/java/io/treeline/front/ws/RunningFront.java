package io.treeline.front.ws;

import io.treeline.config.Bind;
import io.treeline.config.HostPattern;
import io.treeline.config.Route;
import io.treeline.core.name.DomainName;
import io.treeline.front.Binding;
import io.treeline.front.EventLoops;
import io.treeline.front.TestPair;
import io.treeline.front.TestTls;
import io.treeline.front.TrustEverything;
import io.treeline.tls.TlsPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A ws role on loopback with ports of the system's choice, and clients for it. */
final class RunningFront implements AutoCloseable {

  static final int PUBLIC_HTTPS_PORT = 9443;

  private final TestTls tls =
      new TestTls(TlsPolicy.https("ws-test"), TestPair.forName("front.test"));
  private final WebFront front;
  private final HttpClient client =
      HttpClient.newBuilder().sslContext(TrustEverything.context()).build();

  RunningFront(EventLoops loops, Route... routes) {
    this(loops, HstsPolicy.OFF, ChallengeResponder.NONE, routes);
  }

  RunningFront(EventLoops loops, HstsPolicy hsts, ChallengeResponder challenges, Route... routes) {
    Bind loopback = new Bind(List.of(InetAddress.getLoopbackAddress()));
    WebListeners listeners =
        new WebListeners(
            "ws1", Binding.of(loopback, 0), Binding.of(loopback, 0), PUBLIC_HTTPS_PORT);
    front = new WebFront(loops, listeners, tls.context(), hsts, challenges, List.of(routes));
    front.start();
  }

  WebFront front() {
    return front;
  }

  TestTls tls() {
    return tls;
  }

  int port() {
    return front.httpsAddresses().getFirst().getPort();
  }

  int plainPort() {
    return front.httpAddresses().getFirst().getPort();
  }

  URI https(String path) {
    return URI.create("https://localhost:" + port() + path);
  }

  URI http(String path) {
    return URI.create("http://localhost:" + plainPort() + path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", https(path), HttpClient.Version.HTTP_1_1, headers);
  }

  HttpResponse<String> send(String method, URI uri, HttpClient.Version version, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .version(version)
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  static Route files(String path, Path directory, String... hosts) {
    return new Route(path, patterns(hosts), new Route.Static(directory));
  }

  static Route proxy(String path, int port, String... hosts) {
    return new Route(
        path, patterns(hosts), new Route.Proxy(URI.create("http://127.0.0.1:" + port)));
  }

  private static List<HostPattern> patterns(String... hosts) {
    List<HostPattern> patterns = new ArrayList<>();
    for (String host : hosts) {
      boolean wildcard = host.startsWith("*.");
      patterns.add(
          new HostPattern(DomainName.parse(wildcard ? host.substring(2) : host), wildcard));
    }
    return patterns;
  }

  @Override
  public void close() {
    front.drain(Duration.ZERO);
    client.close();
    tls.close();
  }
}
