package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a handshake gets is what {@code cert explain} says, for any server name, on each role. */
class HandshakesAgreeWithExplainTest {

  private static final long SEED = System.nanoTime();
  private static final int AT_ONCE = 8;

  /** BoringSSL ends a handshake whose server name is longer before anybody is asked. */
  private static final int LONGEST_OF_THE_LIBRARY = 255;

  private static final ServerAnswer UNRECOGNIZED_NAME = new ServerAnswer.Alert(112);

  @TempDir private static Path home;
  private static RandomTree tree;
  private static RunningTreeline server;
  private static AdminApi api;
  private static Map<String, List<MadeCertificate>> values;

  /** One client: the name that it asks for, and where. */
  private record Client(@Nullable String sni, String role) {

    InetSocketAddress address() {
      return new InetSocketAddress(
          "127.0.0.1", server.port(role, role.equals("ws1") ? "https" : "tls"));
    }

    @Override
    public String toString() {
      return sni + " at " + role + ", seed " + SEED;
    }
  }

  @BeforeAll
  static void importATree() throws IOException {
    tree = new RandomTree(SEED, 400);
    values = tree.values();
    MadeCertificate ofTheRole = new CertificateMaker().ec("phones.test");
    Path certdir = Files.createDirectories(home.resolve("certdir"));
    Files.writeString(certdir.resolve("server.key"), ofTheRole.keyPem());
    Files.writeString(certdir.resolve("server.crt"), ofTheRole.certificatePem());
    server =
        RunningTreeline.start(
            home,
            RunningTreeline.EVERY_ROLE.replace(
                "\"127.0.0.1:9\"", "\"127.0.0.1:9\", \"certdir\": \"" + certdir + "\""));
    server.run("domain", "import", tree.write(home.resolve("tree.jsonl")).toString()).ok();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void twoThousandHandshakesGetWhatExplainSays() throws Exception {
    List<Client> clients = clients(new Random(SEED), 2_000);
    Map<Client, JsonNode> explained = explain(clients);
    assertThat(explained.values().stream().map(each -> each.get("source").asString()))
        .as("the tree shows every source, seed %d", SEED)
        .contains("domain", "certdir", "default");
    onManyThreads(
        clients,
        client -> assertThat(served(client)).as("%s", client).isEqualTo(sha256(explained, client)));
  }

  @Test
  void theMastersCertificateIsTheLastOfTheTree() throws Exception {
    MadeCertificate ofTheMaster = new CertificateMaker().ec("platform.local", "*.platform.local");
    server
        .run("cert", "put", "platform.local", ofTheMaster.write(home.resolve("m.pem")).toString())
        .ok();
    try {
      List<Client> clients =
          clients(new Random(SEED + 1), 300).stream().filter(each -> each.sni() != null).toList();
      Map<Client, JsonNode> explained = explain(clients);
      assertThat(explained.values())
          .filteredOn(json -> !json.get("source").asString().equals("domain"))
          .as("only what TLS itself refuses")
          .allMatch(json -> json.get("warnings").toString().contains("unrecognized_name"));
      onManyThreads(
          clients,
          client ->
              assertThat(served(client)).as("%s", client).isEqualTo(sha256(explained, client)));
    } finally {
      server.run("domain", "set", "platform.local", "certificate_pem=").ok();
    }
  }

  @Test
  void aClientThatKnowsRsaOnlyGetsTheRsaCertificateOfADualOne() throws Exception {
    List<Client> clients = tree.names().stream().map(name -> new Client(name, "ws1")).toList();
    Set<ServerAnswer> seen = ConcurrentHashMap.newKeySet();
    onManyThreads(
        clients,
        client -> {
          JsonNode sha256 = api.explain(client.sni(), client.role(), "rsa-only").get("sha256");
          ServerAnswer expected =
              sha256.isNull()
                  ? new ServerAnswer.Alert(40)
                  : new ServerAnswer.Certificate(sha256.asString());
          assertThat(
                  ServerAnswer.to(
                      ClientHello.of(client.sni(), ClientHello.RSA_ONLY), client.address()))
              .as("%s", client)
              .isEqualTo(expected);
          seen.add(expected);
        });
    assertThat(seen)
        .as("both kinds, seed %d", SEED)
        .contains(new ServerAnswer.Alert(40))
        .hasSizeGreaterThan(1);
    assertThat(values.values())
        .as("dual ones among them, seed %d", SEED)
        .anyMatch(pairs -> pairs.size() == 2);
  }

  @Test
  @NeedsPeer("openssl")
  void openSslGetsTheSame() throws Exception {
    List<Client> clients =
        clients(new Random(SEED + 2), 200).stream()
            .filter(client -> client.sni() == null || client.sni().length() < 254)
            .limit(40)
            .toList();
    Map<Client, JsonNode> explained = explain(clients);
    for (Client client : clients) {
      assertThat(FullHandshake.byOpenSsl(client.sni(), client.address()))
          .as("%s", client)
          .isEqualTo(sha256(explained, client));
    }
  }

  @Test
  void theCommandSaysWhatTheApiSays() {
    for (Client client : clients(new Random(SEED + 3), 6)) {
      String typed = client.sni() == null ? "" : client.sni();
      assertThat(
              server.run("cert", "explain", typed, "--role", client.role(), "--json").ok().json())
          .as("%s", client)
          .isEqualTo(api.explain(client.sni(), client.role()));
    }
  }

  /**
   * Half of those whose name the JDK can send are handshakes to the end, by turns in 1.3 and 1.2.
   */
  private static String served(Client client) throws IOException, GeneralSecurityException {
    int turn = Math.floorMod(client.hashCode(), 4);
    boolean known = client.sni() == null || client.sni().length() <= LONGEST_OF_THE_LIBRARY;
    if (turn < 2 && known && FullHandshake.canSend(client.sni())) {
      return FullHandshake.byTheJdk(
          client.sni(), client.address(), turn == 0 ? "TLSv1.3" : "TLSv1.2");
    }
    ServerAnswer answer =
        ServerAnswer.to(
            ClientHello.of(client.sni(), ClientHello.EVERY_ALGORITHM), client.address());
    return answer instanceof ServerAnswer.Certificate(String sha256)
        ? sha256
        : String.valueOf(answer);
  }

  /**
   * The certificate that explain names; an alert where the TLS library knows no such long names.
   */
  private static String sha256(Map<Client, JsonNode> explained, Client client) {
    return client.sni() != null && client.sni().length() > LONGEST_OF_THE_LIBRARY
        ? String.valueOf(UNRECOGNIZED_NAME)
        : explained.get(client).get("sha256").asString();
  }

  private static Map<Client, JsonNode> explain(List<Client> clients) throws Exception {
    Map<Client, JsonNode> explained = new ConcurrentHashMap<>();
    onManyThreads(
        clients.stream().distinct().toList(),
        client -> explained.put(client, api.explain(client.sni(), client.role())));
    return explained;
  }

  private interface Step {
    void of(Client client) throws Exception;
  }

  private static void onManyThreads(List<Client> clients, Step step) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (Client client : clients) {
        work.add(() -> {
          try {
            step.of(client);
          } catch (IOException e) {
            throw new AssertionError(client.toString(), e);
          }
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    }
  }

  private static List<Client> clients(RandomGenerator random, int count) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(new Client(sni(random), random.nextBoolean() ? "ws1" : "sg1"));
    }
    return clients;
  }

  private static @Nullable String sni(RandomGenerator random) {
    String domain = tree.names().get(random.nextInt(tree.names().size()));
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> domain;
      case 5, 6, 7 -> "x" + random.nextInt(100) + "." + domain;
      case 8 -> "a.b.c." + domain;
      case 9 -> "_sip._tcp." + domain;
      case 10 -> mixedCase(domain, random);
      case 11 -> domain + ".";
      case 12 -> null;
      case 13 -> random.nextBoolean() ? "192.0.2." + random.nextInt(256) : "2001:db8::1";
      case 14 -> "elsewhere" + random.nextInt(100) + ".test";
      case 15 -> domain.substring(domain.indexOf('.') + 1);
      case 16 -> padded(domain, 253);
      case 17 -> padded(domain, random.nextInt(253, 301));
      case 18 -> "a".repeat(64) + "." + domain;
      default ->
          List.of(
                  "a..b",
                  "a.." + domain,
                  "." + domain,
                  domain + "..",
                  ".",
                  "..",
                  "*." + domain,
                  "a b." + domain,
                  "platform.local",
                  "LOCALHOST")
              .get(random.nextInt(10));
    };
  }

  private static String mixedCase(String name, RandomGenerator random) {
    StringBuilder mixed = new StringBuilder();
    for (char c : name.toCharArray()) {
      mixed.append(
          random.nextBoolean() ? String.valueOf(c).toUpperCase(Locale.ROOT) : String.valueOf(c));
    }
    return mixed.toString();
  }

  /** A name below the domain, of so many characters. */
  private static String padded(String domain, int length) {
    StringBuilder name = new StringBuilder(domain);
    while (name.length() < length) {
      int label = Math.min(60, length - name.length() - 1);
      name.insert(0, "p".repeat(Math.max(label, 0)) + ".");
      if (label == 0) {
        name.setCharAt(0, 'p');
        break;
      }
    }
    return name.toString();
  }
}
