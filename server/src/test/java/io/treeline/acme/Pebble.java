package io.treeline.acme;

import io.treeline.acme.challenge.FreePorts;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.LocalAuthority;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.name.DomainName;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real authority: Pebble on loopback with a DNS of its own, in which every name is 127.0.0.1.
 * Where the program isn't found, the test is left out by name.
 */
final class Pebble implements AutoCloseable {

  private final Path directory;
  private final Path caFile;
  private final CertifiedKey own;
  private final int port;
  private final int httpPort;
  private final int tlsPort;
  private final int managementPort;
  private final List<Process> processes = new ArrayList<>();
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final Map<String, String> environment;
  private final String config;
  private final List<String> options;

  /** How a Pebble behaves. */
  static final class Behaviour {
    private final Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PEBBLE_VA_NOSLEEP", "1",
                "PEBBLE_VA_ALWAYS_VALID", "0",
                "PEBBLE_WFE_NONCEREJECT", "5",
                "PEBBLE_AUTHZREUSE", "0"));
    private final List<String> options = new ArrayList<>();
    private String more = "";

    Behaviour with(String variable, Object value) {
      environment.put(variable, value.toString());
      return this;
    }

    Behaviour strict() {
      options.add("-strict");
      return this;
    }

    /** Further lines of its configuration. */
    Behaviour config(String json) {
      more += "," + json;
      return this;
    }
  }

  private Pebble(Path directory, Behaviour behaviour) throws IOException {
    this.directory = directory;
    this.environment = Map.copyOf(behaviour.environment);
    this.options = List.copyOf(behaviour.options);
    this.port = FreePorts.next();
    this.httpPort = FreePorts.next();
    this.tlsPort = FreePorts.next();
    this.managementPort = FreePorts.next();
    LocalAuthority authority = LocalAuthority.create("pebble", Instant.now());
    this.own =
        authority.issue(
            DomainName.parse("localhost"), Duration.ofDays(9), KeyType.EC256, Instant.now());
    this.caFile = Files.writeString(directory.resolve("ca.pem"), authority.root().chainPem());
    Path chain = Files.writeString(directory.resolve("pebble.pem"), own.chainPem());
    Path key = Files.writeString(directory.resolve("pebble-key.pem"), own.keyPem());
    this.config =
        """
        {"pebble": {
          "listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
          "certificate": "%s", "privateKey": "%s", "httpPort": %d, "tlsPort": %d,
          "domainBlocklist": ["blocked.test"], "retryAfter": {"authz": 1, "order": 1},
          "keyAlgorithm": "ecdsa", "caaIdentities": ["pebble.test"],
          "profiles": {"default": {"description": "usual", "validityPeriod": 7776000},
                       "shortlived": {"description": "short", "validityPeriod": 518400}}
          %s
        }}
        """
            .formatted(port, managementPort, chain, key, httpPort, tlsPort, behaviour.more);
  }

  static Pebble start(Path directory, Behaviour behaviour) {
    Path program = program("pebble");
    Assumptions.assumeTrue(program != null, "needs the program pebble (Debian package pebble)");
    try {
      Pebble pebble = new Pebble(Files.createDirectories(directory), behaviour);
      pebble.run();
      return pebble;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts it (again): it has forgotten everything. */
  void run() throws IOException {
    int dns = FreePorts.next();
    launch(
        List.of(
            program("pebble-challtestsrv").toString(),
            "-defaultIPv4",
            "127.0.0.1",
            "-defaultIPv6",
            "",
            "-dnsserver",
            "127.0.0.1:" + dns,
            "-http01",
            "",
            "-https01",
            "",
            "-tlsalpn01",
            "",
            "-doh",
            "",
            "-management",
            "127.0.0.1:" + FreePorts.next()));
    Path file = Files.writeString(directory.resolve("pebble.json"), config);
    List<String> command =
        new ArrayList<>(
            List.of(
                program("pebble").toString(),
                "-config",
                file.toString(),
                "-dnsserver",
                "127.0.0.1:" + dns));
    command.addAll(options);
    launch(command);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::answers);
  }

  /** Ends it, as a power cut would. */
  void stop() {
    processes.forEach(Process::destroyForcibly);
    for (Process each : processes) {
      each.onExit().join();
    }
    processes.clear();
  }

  URI directoryUrl() {
    return URI.create("https://localhost:" + port + "/dir");
  }

  Path caFile() {
    return caFile;
  }

  /** The certificate that it calls itself by. */
  CertifiedKey own() {
    return own;
  }

  /** Where it looks for http-01. */
  int httpPort() {
    return httpPort;
  }

  /** Where it looks for tls-alpn-01. */
  int tlsPort() {
    return tlsPort;
  }

  /** One of its roots, those of alternate chains included. */
  X509Certificate root(int number) {
    try {
      byte[] pem = management("/roots/" + number).getBytes(StandardCharsets.US_ASCII);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new AssertionError(e);
    }
  }

  /** What it knows of a certificate that it issued, as JSON. */
  String status(X509Certificate certificate) {
    return management("/cert-status-by-serial/" + certificate.getSerialNumber().toString(16));
  }

  /** From now on it says that a certificate should be renewed in that window (RFC 9773). */
  void suggestRenewal(X509Certificate certificate, Instant from, Instant to) {
    String window =
        "{\\\"suggestedWindow\\\":{\\\"start\\\":\\\"%s\\\",\\\"end\\\":\\\"%s\\\"}}"
            .formatted(from, to);
    String pem = new PublicPair(List.of(certificate)).chainPem().replace("\n", "\\n");
    String said =
        management(
            "/set-renewal-info/",
            HttpRequest.BodyPublishers.ofString(
                "{\"Certificate\":\"%s\",\"ARIResponse\":\"%s\"}".formatted(pem, window)));
    if (!said.isEmpty()) {
      throw new AssertionError(said);
    }
  }

  private String management(String path) {
    return management(path, null);
  }

  private String management(String path, HttpRequest.@Nullable BodyPublisher body) {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(AuthorityTrust.of(caFile)).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + managementPort + path));
      if (body != null) {
        request.POST(body);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException | AuthorityTrust.UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  /** How many orders it was given since it started. */
  long orders() {
    return output.stream().filter(line -> line.contains("Added order")).count();
  }

  /** How many certificates it issued since it started. */
  long certificates() {
    return output.stream().filter(line -> line.contains("Issued certificate serial")).count();
  }

  /** How often it looked for an answer. */
  long validations() {
    return output.stream().filter(line -> line.contains("Attempting to validate")).count();
  }

  List<String> output() {
    return List.copyOf(output);
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void launch(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    // Reading from a pipe holds a carrier of virtual threads, of which there may be two in all.
    var unused =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(output::add);
              } catch (IOException | java.io.UncheckedIOException e) {
                output.add(String.valueOf(e.getMessage()));
              }
            });
  }

  private static @Nullable Path program(String name) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .map(place -> Path.of(place).resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    stop();
  }
}
