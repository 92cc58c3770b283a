package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server whose certificates come from an authority on loopback: the ports that both must know,
 * its configuration, and what it then shows.
 */
final class AcmeBed {

  /** Within which an order is through, on a machine that has other work. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private final Path home;
  private final int httpPort = FreePorts.next();
  private final int tlsPort = FreePorts.next();
  private final Map<String, Object> acme = new LinkedHashMap<>();

  AcmeBed(Path home) {
    this.home = home;
  }

  /** An authority that validates at this server's ports. */
  Pebble.Options pebble() {
    return new Pebble.Options().validatingAt(httpPort, tlsPort);
  }

  /** An authority that finds nothing at the plain port. */
  Pebble.Options pebbleOnlyByTls() {
    return new Pebble.Options().validatingAt(FreePorts.next(), tlsPort);
  }

  /** Certificates come from there. */
  AcmeBed from(URI directory, Path trust) {
    acme.put("directories", List.of(directory.toString()));
    acme.put("ca_file", trust.toString());
    return this;
  }

  AcmeBed from(Pebble pebble) {
    return from(pebble.directory(), pebble.trust());
  }

  AcmeBed from(FailingAuthority authority) {
    return from(authority.directory(), authority.trust());
  }

  /** Names are looked up there. */
  AcmeBed resolver(String address) {
    return with("resolvers", List.of(address));
  }

  /** A key of {@code mware.acme}. */
  AcmeBed with(String key, Object value) {
    acme.put(key, value);
    return this;
  }

  Path home() {
    return home;
  }

  int httpPort() {
    return httpPort;
  }

  /** All roles; only the ports that the authority must know are given. */
  String configuration() {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "general",
                Map.of(
                    "generaldomain",
                    "platform.local",
                    "public_addresses",
                    List.of("127.0.0.1"),
                    "public_http_port",
                    httpPort,
                    "public_https_port",
                    tlsPort),
                "roles",
                List.of(
                    Map.of(
                        "name",
                        "ws1",
                        "roletype",
                        "ws",
                        "bind",
                        "127.0.0.1",
                        "http_port",
                        httpPort,
                        "https_port",
                        tlsPort,
                        "routes",
                        List.of(Map.of("path", "/", "welcome", true))),
                    Map.of("name", "mware1", "roletype", "mware", "acme", acme),
                    Map.of("name", "api1", "roletype", "api", "bind", "127.0.0.1", "port", 0))));
  }

  RunningTreeline start(String... options) {
    return RunningTreeline.start(home, configuration(), options);
  }

  /** The chain that a client is shown for a name, the leaf first. */
  List<X509Certificate> shown(String name) throws IOException {
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", tlsPort);
    try (SSLSocket socket = FullHandshake.open(name, server, "TLSv1.3")) {
      return Arrays.stream(socket.getSession().getPeerCertificates())
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  /** The leaf that a client is shown for a name. */
  X509Certificate leaf(String name) {
    try {
      return shown(name).getFirst();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until a certificate of the authority is served for a name. */
  X509Certificate awaitIssued(String name) {
    return awaitIssued(name, null);
  }

  /** Waits until one is served that isn't that. */
  X509Certificate awaitIssued(String name, @Nullable X509Certificate before) {
    await("a certificate for " + name)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          X509Certificate leaf = leaf(name);
          return isIssued(leaf) && !leaf.equals(before);
        });
    return leaf(name);
  }

  static boolean isIssued(X509Certificate leaf) {
    return leaf.getIssuerX500Principal().getName().contains("Pebble Intermediate");
  }

  /** Fails unless a client that knows the root alone would take the chain that it is shown. */
  void requireTrusted(String name, X509Certificate root) throws IOException {
    try {
      List<X509Certificate> chain = new ArrayList<>(shown(name));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a client refuses the chain for " + name, e);
    }
  }

  /** The names in a certificate. */
  static List<String> names(X509Certificate certificate) {
    try {
      return certificate.getSubjectAlternativeNames().stream()
          .map(name -> (String) name.get(1))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Where a domain stands, as {@code acme status --json} says. */
  static JsonNode status(RunningTreeline server, String name) {
    return server.run("acme", "status", name, "--json").ok().json();
  }

  /** Adds a domain and has certificates issued for it. */
  static void enable(RunningTreeline server, String name, String... settings) {
    server.run("domain", "add", name).ok();
    List<String> words = new ArrayList<>(List.of("domain", "set", name, "acme_enabled=true"));
    words.add("acme_account_email=ops@example.com");
    words.addAll(List.of(settings));
    assertThat(server.run(words.toArray(String[]::new)).ok().out())
        .contains("treeline acme status " + name);
  }
}
