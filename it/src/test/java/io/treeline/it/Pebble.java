package io.treeline.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A certificate authority on loopback: Let's Encrypt's Pebble, with a TLS certificate of its own
 * for {@code localhost}. It forgets everything when it is closed.
 */
final class Pebble implements AutoCloseable {

  private final PeerProcess process;
  private final int port;
  private final int managementPort;
  private final Path trust;
  private final HttpClient client =
      HttpClient.newBuilder().sslContext(AdminApi.anyServer()).build();

  private Pebble(PeerProcess process, int port, int managementPort, Path trust) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
    this.trust = trust;
  }

  /** What it is to be like. For one thread. */
  static final class Options {

    private final Map<String, Object> configuration = new LinkedHashMap<>();
    private final Map<String, Object> profiles = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private boolean strict = true;

    /** As strict and as fast as it can be; nonces are taken, no authorisation is used again. */
    Options() {
      environment.put("PEBBLE_VA_NOSLEEP", "1");
      environment.put("PEBBLE_VA_ALWAYS_VALID", "0");
      environment.put("PEBBLE_WFE_NONCEREJECT", "0");
      environment.put("PEBBLE_AUTHZREUSE", "0");
    }

    /** The ports at which it looks for http-01 and for tls-alpn-01. */
    Options validatingAt(int httpPort, int tlsPort) {
      configuration.put("httpPort", httpPort);
      configuration.put("tlsPort", tlsPort);
      return this;
    }

    /** One of its environment variables, such as {@code PEBBLE_WFE_NONCEREJECT}. */
    Options with(String variable, Object value) {
      environment.put(variable, value.toString());
      return this;
    }

    /** A profile that it offers; the first is its default. */
    Options profile(String name, Duration validity) {
      profiles.put(
          name, Map.of("description", name + " profile", "validityPeriod", validity.toSeconds()));
      return this;
    }

    /** Only accounts that are bound to this one are taken (RFC 8555 §7.3.4). */
    Options externalAccount(String keyId, String base64UrlKey) {
      accounts.put(keyId, base64UrlKey);
      return this;
    }

    /** A name that it refuses to issue for. */
    Options blocking(String name) {
      configuration.put("domainBlocklist", List.of(name));
      return this;
    }

    /** Starts it, and it asks that resolver about names. */
    Pebble start(Path home, String resolver) {
      return start(home, resolver, FreePorts.next());
    }

    /** Starts it at a port that is known already. */
    Pebble start(Path home, String resolver, int port) {
      int managementPort = FreePorts.next();
      MadeCertificate own = new CertificateMaker().ec("localhost");
      Path trust = write(home.resolve("pebble.crt"), own.certificatePem());
      configuration.put("listenAddress", "127.0.0.1:" + port);
      configuration.put("managementListenAddress", "127.0.0.1:" + managementPort);
      configuration.put("certificate", trust.toString());
      configuration.put("privateKey", write(home.resolve("pebble.key"), own.keyPem()).toString());
      configuration.put("externalAccountBindingRequired", !accounts.isEmpty());
      configuration.put("externalAccountMACKeys", accounts);
      if (!profiles.isEmpty()) {
        configuration.put("profiles", profiles);
      }
      String json =
          JsonMapper.shared().writeValueAsString(Map.of("pebble", Map.copyOf(configuration)));
      String file = write(home.resolve("pebble.json"), json).toString();
      List<String> arguments =
          List.of("-config", file, "-dnsserver", resolver, "-strict=" + strict);
      return new Pebble(
          PeerProcess.start("pebble", arguments, environment, home, managementPort),
          port,
          managementPort,
          trust);
    }

    private static Path write(Path file, String text) {
      try {
        return Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Its directory. */
  URI directory() {
    return URI.create("https://localhost:" + port + "/dir");
  }

  int port() {
    return port;
  }

  /** The certificate of its API, PEM: what a client has to trust. */
  Path trust() {
    return trust;
  }

  /** How many accounts were made at it. */
  long accounts() {
    return process.log().lines().filter(line -> line.contains(" accounts in memory")).count();
  }

  /** How many orders it was given and took. */
  long orders() {
    return process.log().lines().filter(line -> line.contains("Added order ")).count();
  }

  /** How many certificates it has issued. */
  long issued() {
    return process.log().lines().filter(line -> line.contains("Issued certificate serial")).count();
  }

  /** All that it wrote. */
  String log() {
    return process.log();
  }

  /** The root that certificates lead to; further ones where it has alternate chains. */
  X509Certificate root(int number) {
    return certificate(management("/roots/" + number, null).body());
  }

  /** Whether a certificate of it is revoked, and why (RFC 5280 §5.3.1); null if it isn't. */
  @Nullable Integer revokedFor(X509Certificate certificate) {
    JsonNode status =
        JsonMapper.shared()
            .readTree(
                management(
                        "/cert-status-by-serial/" + certificate.getSerialNumber().toString(16),
                        null)
                    .body());
    return status.get("Status").asString().equals("Revoked") ? status.get("Reason").asInt() : null;
  }

  /** From now on it says that a certificate should be renewed in that window (RFC 9773). */
  void suggestRenewal(X509Certificate certificate, Instant from, Instant to) {
    String answer =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("suggestedWindow", Map.of("start", from.toString(), "end", to.toString())));
    String request =
        JsonMapper.shared()
            .writeValueAsString(Map.of("Certificate", pem(certificate), "ARIResponse", answer));
    HttpResponse<String> response = management("/set-renewal-info/", request);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
  }

  @Override
  public void close() {
    process.close();
  }

  private HttpResponse<String> management(String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + managementPort + path));
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8)));
    } catch (CertificateException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      return MadeCertificate.certificatePem(certificate.getEncoded());
    } catch (CertificateException e) {
      throw new AssertionError(e);
    }
  }
}
