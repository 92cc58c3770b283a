package io.treeline.app;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.treeline.front.TrustEverything;
import io.treeline.registry.House;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class ServerTest {

  @TempDir private Path directory;

  @Test
  void allRolesAnswerAndStopWithoutLeavingThreads() throws Exception {
    Set<String> before = threads();
    for (int round = 0; round < 2; round++) {
      try (Server server = start(config(0))) {
        assertThat(server.addresses())
            .extracting(Listening::scheme)
            .containsExactlyInAnyOrder("https", "http", "tls", "https");
        if (round == 0) {
          server.registry().add(OWNER, name("example.com"), null, false);
        }
        put(server, "example.com");
        assertThat(served(server, "ws1", "example.com")).contains("example.com");
        assertThat(served(server, "sg1", "example.com")).contains("example.com");
        assertThat(served(server, "api1", "elsewhere.test")).contains("platform.local");
      }
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
  }

  @Test
  void aPortInUseIsSaidAndLeavesNothingBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(config(taken.getLocalPort())))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining("ws1");
    }
    start(config(0)).close();
  }

  @Test
  void aSecondServerOnTheDataDirectoryIsRefused() throws Exception {
    try (Server first = start(config(0))) {
      assertThatThrownBy(() -> start(config(0)))
          .isInstanceOf(io.treeline.store.StoreException.Locked.class);
      assertThat(first.addresses()).isNotEmpty();
    }
  }

  @Test
  void aStoredValueThatCannotBeServedEndsTheHandshakeAndIsReported() throws Exception {
    try (Server server = start(config(0))) {
      server.registry().add(OWNER, name("example.com"), null, false);
      put(server, "example.com");
    }
    damage();
    try (Server server = start(config(0))) {
      assertThatThrownBy(() -> served(server, "ws1", "example.com"))
          .isInstanceOf(SSLException.class);
      assertThat(served(server, "ws1", "elsewhere.test")).contains("platform.local");
      await().atMost(Duration.ofSeconds(10)).until(() -> rows(server, "certificate-unusable") == 1);

      put(server, "example.com");
      assertThat(served(server, "ws1", "example.com")).contains("example.com");
      await().atMost(Duration.ofSeconds(10)).until(() -> rows(server, "certificate-unusable") == 0);
    }
  }

  @Test
  void aNewNameOfTheMasterIsInTheDefaultCertificateWithinSeconds() throws Exception {
    try (Server server = start(config(0))) {
      server.registry().rename(OWNER, name("platform.local"), name("example.net"), null);

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> served(server, "ws1", "elsewhere.test").contains("example.net"));
    }
  }

  @Test
  void theDemoWantsAnEmptyDirectory() throws Exception {
    Demo.requireEmpty(directory.resolve("data"));
    start(config(0)).close();
    assertThatThrownBy(() -> Demo.requireEmpty(directory.resolve("data")))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("--data");
  }

  private Server start(Path config) {
    return Server.start(
        new ServeOptions(config, directory.resolve("data"), null, null, false),
        Map.of(),
        InstantSource.system());
  }

  @Test
  void aConfiguredDnsResponderListensWithTheRoles() throws Exception {
    String responder =
        """
        "acme":{"dns":{"responder":{"bind":"127.0.0.1","port":0,"zone":"acme.example.com"}}}}\
        """;
    Path config = config(0);
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"roletype\":\"mware\"}", "\"roletype\":\"mware\"," + responder));
    try (Server server = start(config)) {
      Listening dns =
          server.addresses().stream()
              .filter(each -> each.scheme().equals("dns"))
              .findFirst()
              .orElseThrow();
      SimpleResolver resolver = new SimpleResolver(dns.address());
      assertThat(rcode(resolver, "acme.example.com.")).isEqualTo(Rcode.NOERROR);
      assertThat(rcode(resolver, "_acme-challenge.platform.local.")).isEqualTo(Rcode.NOERROR);
      assertThat(rcode(resolver, "_acme-challenge.elsewhere.example.")).isEqualTo(Rcode.REFUSED);
    }
  }

  private static int rcode(SimpleResolver resolver, String name) throws IOException {
    return resolver
        .send(
            Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.SOA, DClass.IN)))
        .getRcode();
  }

  private Path config(int httpsPort) throws IOException {
    String bind = "\"bind\":\"127.0.0.1\"";
    return Files.writeString(
        directory.resolve("treeline.json"),
        """
        {"general":{"generaldomain":"platform.local","transport":"nio"},
         "roles":[
          {"name":"ws1","roletype":"ws",%1$s,"http_port":0,"https_port":%2$d,"routes":[]},
          {"name":"sg1","roletype":"sg",%1$s,"tls_port":0,"upstream":"127.0.0.1:1"},
          {"name":"mware1","roletype":"mware"},
          {"name":"api1","roletype":"api",%1$s,"port":0}],
         "structure":[{"site":"main","servers":[
          {"server":"srv1","roles":["ws1","sg1","mware1","api1"]}]}]}
        """
            .formatted(bind, httpsPort));
  }

  private static void put(Server server, String name) {
    server.registry().putCertificate(OWNER, name(name), House.upload(House.pem(name)), false, null);
  }

  /** The subject alternative names of what a role shows for an SNI. */
  private static List<String> served(Server server, String role, String sni) throws Exception {
    int port =
        server.addresses().stream()
            .filter(each -> each.role().equals(role) && !each.scheme().equals("http"))
            .findFirst()
            .orElseThrow()
            .port();
    try (SSLSocket socket =
        (SSLSocket)
            TrustEverything.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(sni)));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return leaf.getSubjectAlternativeNames().stream()
          .map(each -> String.valueOf(each.get(1)))
          .toList();
    }
  }

  private long rows(Server server, String check) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("data/treeline.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement query = connection.createStatement();
        var rows =
            query.executeQuery(
                "SELECT COUNT(*) FROM state_entry WHERE check_name = '" + check + "'")) {
      return rows.getLong(1);
    }
  }

  private void damage() throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("data/treeline.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement update = connection.createStatement()) {
      int changed =
          update.executeUpdate(
              "UPDATE certificate_pair SET sealed_key = x'00ff' WHERE certificate_id IN"
                  + " (SELECT certificate_id FROM domain WHERE name = 'example.com')");
      assertThat(changed).isEqualTo(1);
    }
  }

  /** Without those that the JDK and the test's own tools start when they please. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name ->
            Stream.of("awaitility", "VirtualThread", "ForkJoinPool", "Cleaner", "Common-Cleaner")
                .noneMatch(name::startsWith))
        .collect(Collectors.toSet());
  }
}
