package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that people use judge what is served: once they have the root they take it, and before
 * that they refuse it.
 */
@NeedsPeer("openssl")
class TrustedByClientsTest {

  @TempDir private static Path home;
  private static RunningTreeline server;

  /** A certificate that is served, and the root that it leads to. */
  enum Served {
    /** Of the local authority, on P-256. */
    LOCAL_EC("desk.local", "local.crt"),
    /** Of the local authority, with RSA. */
    LOCAL_RSA("phone.local", "local.crt"),
    /** Of the local authority, for a name that this machine resolves. */
    LOCAL_HOST("localhost", "local.crt"),
    /** Uploaded upside down, with an intermediate. */
    UPLOADED("shop.example", "root.crt");

    final String name;
    private final String root;

    Served(String name, String root) {
      this.name = name;
      this.root = root;
    }

    Path root() {
      return home.resolve(root);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    server = RunningTreeline.start(home);
    for (Served each : Served.values()) {
      server.run("domain", "add", each.name).ok();
    }
    server.run("cert", "local-ca", "create").ok();
    server.run("cert", "local-ca", "root", "--out", Served.LOCAL_EC.root().toString()).ok();
    server.run("cert", "local-ca", "issue", "desk.local").ok();
    server.run("cert", "local-ca", "issue", "phone.local", "--key", "rsa2048").ok();
    server.run("cert", "local-ca", "issue", "localhost").ok();
    upload();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void upload() throws IOException {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.crt -days 90 -subj /CN=r");
    Files.writeString(
        home.resolve("ca.ext"),
        "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n");
    Files.writeString(
        home.resolve("leaf.ext"), "subjectAltName=DNS:shop.example\nextendedKeyUsage=serverAuth\n");
    issue("middle", "root", "ca.ext");
    issue("leaf", "middle", "leaf.ext");
    Path upsideDown =
        Files.writeString(
            home.resolve("upload.pem"), text("middle.crt") + text("leaf.crt") + text("leaf.key"));
    server.run("cert", "put", "shop.example", upsideDown.toString()).ok();
  }

  private static void issue(String name, String by, String extensions) {
    openssl(
        "req -newkey rsa:2048 -nodes -keyout "
            + name
            + ".key -out "
            + name
            + ".csr -subj /CN="
            + name);
    openssl(
        "x509 -req -in "
            + name
            + ".csr -CA "
            + by
            + ".crt -CAkey "
            + by
            + ".key -days 60"
            + " -CAcreateserial -extfile "
            + extensions
            + " -out "
            + name
            + ".crt");
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void opensslVerifiesWhatIsStored(Served served) throws IOException {
    String stored = server.api().text("/v1/domains/" + served.name + "/certificate");
    Path chain = Files.writeString(home.resolve("stored.pem"), stored);
    List<String> verify =
        List.of(
            "openssl",
            "verify",
            "-x509_strict",
            "-purpose",
            "sslserver",
            "-verify_hostname",
            served.name,
            "-untrusted",
            chain.toString());
    Ran verified = Launcher.runProgram(with(verify, "-CAfile", served.root(), chain));
    // An intermediate that openssl made without key identifiers isn't strict.
    Ran tolerant =
        Launcher.runProgram(with(without(verify, "-x509_strict"), "-CAfile", served.root(), chain));
    assertThat((served == Served.UPLOADED ? tolerant : verified).ok().out()).contains("OK");
    assertThat(Launcher.runProgram(with(verify, "-no-CAfile", chain)).exit()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void opensslsHandshakeTakesIt(Served served) {
    List<String> connect =
        List.of(
            "openssl",
            "s_client",
            "-connect",
            "127.0.0.1:" + server.port("https"),
            "-servername",
            served.name,
            "-verify_hostname",
            served.name,
            "-verify_return_error");
    assertThat(Launcher.runProgram(with(connect, "-CAfile", served.root())).ok().out())
        .contains("Verify return code: 0 (ok)");
    assertThat(Launcher.runProgram(with(connect, "-no-CAfile")).exit()).isNotZero();
  }

  @ParameterizedTest
  @NeedsPeer("curl")
  @EnumSource(Served.class)
  void curlTakesItWithTheRootOnly(Served served) {
    int port = server.port("https");
    List<String> curl =
        List.of(
            "curl",
            "-sS",
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}",
            "--resolve",
            served.name + ":" + port + ":127.0.0.1",
            "https://" + served.name + ":" + port + "/");
    assertThat(Launcher.runProgram(with(curl, "--cacert", served.root())).ok().out())
        .isEqualTo("200");
    assertThat(Launcher.runProgram(curl).exit()).as("certificate problem").isEqualTo(60);
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void javaTakesItWithTheRootOnly(Served served) throws Exception {
    try (SSLSocket socket = open(trusting(served.root()), served.name)) {
      socket.startHandshake();
      assertThat(socket.getSession().isValid()).isTrue();
    }
    try (SSLSocket socket = open(SSLContext.getDefault(), served.name)) {
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static SSLSocket open(SSLContext context, String name) throws IOException {
    Socket plain = new Socket("127.0.0.1", server.port("https"));
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, name, server.port("https"), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(List.of(new javax.net.ssl.SNIHostName(name)));
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Test
  void javasHttpClientTakesTheLocalAuthoritysWithTheRootOnly() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port("https") + "/"))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting(Served.LOCAL_HOST.root())).build()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static SSLContext trusting(Path root) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(root)) {
      store.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  @NeedsPeer({"chromium", "certutil"})
  void chromiumTakesItOnceTheRootIsImported() throws IOException {
    Path stranger = Files.createDirectory(home.resolve("stranger"));
    Path user = Files.createDirectory(home.resolve("user"));
    Path nss = Files.createDirectories(user.resolve(".pki/nssdb"));
    certutil(nss, "-N", "--empty-password");
    certutil(nss, "-A", "-t", "C,,", "-n", "local", "-i", Served.LOCAL_EC.root().toString());
    certutil(nss, "-A", "-t", "C,,", "-n", "root", "-i", Served.UPLOADED.root().toString());
    try (Chromium chromium = chromium(stranger)) {
      for (Served each : Served.values()) {
        assertThatThrownBy(() -> chromium.open(address(each)))
            .as(each.name)
            .hasMessageContaining("ERR_CERT_AUTHORITY_INVALID");
      }
    }
    try (Chromium chromium = chromium(user)) {
      for (Served each : Served.values()) {
        assertThat(chromium.open(address(each)).response().get("securityState").asString())
            .as(each.name)
            .isEqualTo("secure");
      }
    }
  }

  private static Chromium chromium(Path user) throws IOException {
    return Chromium.judging(
        Peers.ofThisMachine().command("chromium").orElseThrow(),
        Files.createDirectory(user.resolve("profile")),
        user);
  }

  private static String address(Served served) {
    return "https://" + served.name + ":" + server.port("https") + "/";
  }

  private static void certutil(Path database, String... words) {
    Launcher.runProgram(with(List.of("certutil", "-d", "sql:" + database), (Object[]) words)).ok();
  }

  private static List<String> with(List<String> words, Object... more) {
    List<String> all = new ArrayList<>(words);
    for (Object each : more) {
      all.add(each.toString());
    }
    return all;
  }

  private static List<String> without(List<String> words, String one) {
    return words.stream().filter(word -> !word.equals(one)).toList();
  }

  private static String text(String file) throws IOException {
    return Files.readString(home.resolve(file));
  }

  private static void openssl(String words) {
    List<String> command = new ArrayList<>(List.of("env", "-C", home.toString(), "openssl"));
    command.addAll(List.of(words.split(" ")));
    Launcher.runProgram(command).ok();
  }
}
