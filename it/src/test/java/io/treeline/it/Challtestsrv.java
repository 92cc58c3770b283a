package io.treeline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A resolver for which every name is 127.0.0.1, but for what it is told: pebble-challtestsrv. */
final class Challtestsrv implements AutoCloseable {

  private final PeerProcess process;
  private final int dnsPort;
  private final int managementPort;
  private final HttpClient client = HttpClient.newHttpClient();

  private Challtestsrv(PeerProcess process, int dnsPort, int managementPort) {
    this.process = process;
    this.dnsPort = dnsPort;
    this.managementPort = managementPort;
  }

  static Challtestsrv start(Path home) {
    int dnsPort = FreePorts.next();
    int managementPort = FreePorts.next();
    List<String> arguments =
        List.of(
            "-defaultIPv4", "127.0.0.1",
            "-defaultIPv6", "",
            "-dnsserver", "127.0.0.1:" + dnsPort,
            "-http01", "",
            "-https01", "",
            "-tlsalpn01", "",
            "-doh", "",
            "-management", "127.0.0.1:" + managementPort);
    return new Challtestsrv(
        PeerProcess.start("challtestsrv", arguments, Map.of(), home, managementPort),
        dnsPort,
        managementPort);
  }

  /** Where it answers. */
  String address() {
    return "127.0.0.1:" + dnsPort;
  }

  /** Where others tell it what they want, as this class does. */
  String management() {
    return "http://127.0.0.1:" + managementPort;
  }

  /** Adds a TXT record. */
  void addTxt(String name, String value) {
    tell("/set-txt", Map.of("host", name + ".", "value", value));
  }

  /** Removes the TXT records of a name. */
  void clearTxt(String name) {
    tell("/clear-txt", Map.of("host", name + "."));
  }

  /** The name leads elsewhere. */
  void address(String name, String ipv4) {
    tell("/clear-a", Map.of("host", name));
    tell("/add-a", Map.of("host", name, "addresses", List.of(ipv4)));
  }

  /** The name leads to 127.0.0.1 again. */
  void clearAddress(String name) {
    tell("/clear-a", Map.of("host", name));
  }

  /** Only that authority may issue for the name (RFC 8659). */
  void caa(String name, String authority) {
    tell(
        "/add-caa",
        Map.of("host", name, "policies", List.of(Map.of("tag", "issue", "value", authority))));
  }

  /** Any authority may. */
  void clearCaa(String name) {
    tell("/clear-caa", Map.of("host", name));
  }

  /** Questions about the name fail. */
  void fail(String name) {
    tell("/set-servfail", Map.of("host", name));
  }

  @Override
  public void close() {
    process.close();
  }

  private void tell(String path, Map<String, ?> json) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(management() + path))
            .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(json)))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
