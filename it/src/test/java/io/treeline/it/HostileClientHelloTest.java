package io.treeline.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no honest client sends: the server answers with an alert or closes, shows no certificate
 * that isn't the name's, and serves the next client.
 */
class HostileClientHelloTest {

  private static final long SEED = System.nanoTime();
  private static final String NAME = "shop.example";
  private static final CertificateMaker MAKER = new CertificateMaker();

  @TempDir private static Path home;
  private static RunningTreeline server;
  private static MadeCertificate own;
  private static AdminApi api;

  /** Octets that break the grammar of TLS somewhere. */
  private record Broken(String what, byte[] octets) {
    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeAll
  static void serveOneDomain() {
    server = RunningTreeline.start(home);
    own = MAKER.ec(NAME);
    server.run("domain", "add", NAME).ok();
    server.run("cert", "put", NAME, own.write(home.resolve("own.pem")).toString()).ok();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void theNextClientIsServed() throws IOException {
    for (String scheme : List.of("https", "tls")) {
      assertThat(ServerAnswer.to(hello(NAME), server.address(scheme))).isEqualTo(theOwn());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 50, 120})
  void aClientHelloInManyRecordsIsRead(int most) throws IOException {
    byte[] handshake =
        ClientHello.handshake(NAME.getBytes(ISO_8859_1), ClientHello.EVERY_ALGORITHM);
    assertThat(ServerAnswer.to(ClientHello.inRecords(handshake, most), server.address("https")))
        .isEqualTo(theOwn());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "tls"})
  void aClientHelloInManySegmentsIsRead(String scheme) throws IOException {
    try (Socket socket = ServerAnswer.connect(server.address(scheme))) {
      OutputStream out = socket.getOutputStream();
      for (byte octet : hello(NAME)) {
        out.write(octet);
        out.flush();
      }
      assertThat(ServerAnswer.read(socket.getInputStream())).isEqualTo(theOwn());
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatBreaksTheGrammarEndsWithoutACertificate(Broken broken) throws IOException {
    for (String scheme : List.of("https", "tls")) {
      assertThat(refusal(broken.octets(), server.address(scheme)))
          .as("%s at %s, seed %d", broken, scheme, SEED)
          .isInstanceOfAny(ServerAnswer.Alert.class, ServerAnswer.Closed.class);
    }
  }

  static Stream<Broken> broken() {
    Random random = new Random(SEED);
    byte[] noise = new byte[64 << 10];
    random.nextBytes(noise);

    byte[] hello = hello(NAME);
    byte[] cut = Arrays.copyOf(hello, hello.length - 10);
    return Stream.of(
        new Broken("64 KiB of noise", noise),
        new Broken("64 KiB of zeros", new byte[64 << 10]),
        new Broken("64 KiB of noise in handshake records", ClientHello.inRecords(noise, 16384)),
        new Broken("HTTP", "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n".getBytes(ISO_8859_1)),
        new Broken(
            "a record of 65,535 octets",
            ClientHello.join(new byte[] {22, 3, 1}, new byte[] {-1, -1}, noise)),
        new Broken(
            "a message of 16 MiB",
            ClientHello.inRecords(
                ClientHello.join(new byte[] {1, -1, -1, -1}, new byte[64 << 10]), 16384)),
        new Broken("empty records without end", repeated(new byte[] {22, 3, 1, 0, 0}, 5_000)),
        new Broken("an alert first", new byte[] {21, 3, 1, 0, 2, 2, 40}),
        new Broken("data first", new byte[] {23, 3, 3, 0, 4, 1, 2, 3, 4}),
        new Broken("a ServerHello", changed(hello, 5, 2)),
        new Broken("lengths beyond the end", changed(hello, 43, 0xff)),
        new Broken("an SNI list longer than its extension", sniLengths(200, 12, 12)),
        new Broken("an SNI longer than its list", sniLengths(15, 255, 12)),
        new Broken("a ClientHello that is cut, and the end", cut));
  }

  @Test
  void namesThatTlsForbidsNeverGetTheCertificateOfAnother() throws IOException {
    List<byte[]> names = new ArrayList<>();
    names.add(new byte[0]);
    names.add(new byte[] {0});
    names.add("shop.example\0.evil.test".getBytes(ISO_8859_1));
    names.add("\0shop.example".getBytes(ISO_8859_1));
    names.add(("x".repeat(287) + "." + NAME).getBytes(ISO_8859_1));
    names.add("x".repeat(16_000).getBytes(ISO_8859_1));
    names.add(new byte[] {(byte) 0xff, (byte) 0xfe, '.', 's', 'h', 'o', 'p'});
    names.add(("sh\u00f6p.example").getBytes(ISO_8859_1));
    names.add("shop.example\r\nHost: evil".getBytes(ISO_8859_1));
    names.add("../../etc/passwd".getBytes(ISO_8859_1));
    String fallback = api.explain("192.0.2.1", "ws1").get("sha256").asString();
    for (byte[] name : names) {
      byte[] octets =
          ClientHello.inRecords(ClientHello.handshake(name, ClientHello.EVERY_ALGORITHM), 16384);
      ServerAnswer answer = refusal(octets, server.address("https"));
      if (answer instanceof ServerAnswer.Certificate(String sha256)) {
        assertThat(sha256).as(new String(name, ISO_8859_1)).isEqualTo(fallback);
      }
      assertThat(answer).isNotInstanceOf(ServerAnswer.Silence.class);
    }
  }

  @Test
  void aChangedOctetAnywhereNeverBringsACertificateThatExplainDoesntName() throws IOException {
    Random random = new Random(SEED);
    // The default is a dual certificate, and explain names the first of it.
    ServerAnswer rsa =
        ServerAnswer.to(
            ClientHello.of("elsewhere.test", ClientHello.RSA_ONLY), server.address("https"));
    List<ServerAnswer> known =
        List.of(
            theOwn(),
            new ServerAnswer.Certificate(api.explain(null, "ws1").get("sha256").asString()),
            rsa);
    byte[] good = hello(NAME);
    for (int i = 0; i < 600; i++) {
      byte[] changed = good.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      ServerAnswer answer = refusal(changed, server.address(i % 2 == 0 ? "https" : "tls"));
      if (answer instanceof ServerAnswer.Certificate) {
        assertThat(answer).as("change %d, seed %d", i, SEED).isIn(known);
      }
    }
  }

  @Test
  void clientsThatSayNothingHoldUpNobody() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = ServerAnswer.connect(server.address(i % 2 == 0 ? "https" : "tls"));
        socket.getOutputStream().write(Arrays.copyOf(hello(NAME), i % 50));
        silent.add(socket);
      }
      assertThat(ServerAnswer.to(hello(NAME), server.address("https"))).isEqualTo(theOwn());
      assertThat(ServerAnswer.to(hello(NAME), server.address("tls"))).isEqualTo(theOwn());
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void nothingOfItIsAFaultOfTheServers() throws IOException {
    for (Broken each : broken().toList()) {
      refusal(each.octets(), server.address("https"));
    }
    assertThat(server.log()).doesNotContain("ERROR", "Exception");
  }

  private static ServerAnswer theOwn() {
    return new ServerAnswer.Certificate(own.sha256());
  }

  private static byte[] hello(String name) {
    return ClientHello.of(name, ClientHello.EVERY_ALGORITHM);
  }

  /** Sends the octets and no more, and reads the answer. */
  private static ServerAnswer refusal(byte[] octets, InetSocketAddress address) throws IOException {
    try (Socket socket = ServerAnswer.connect(address)) {
      socket.getOutputStream().write(octets);
      socket.shutdownOutput();
      return ServerAnswer.read(socket.getInputStream());
    } catch (SocketException e) {
      return new ServerAnswer.Closed();
    }
  }

  private static byte[] changed(byte[] octets, int at, int value) {
    byte[] changed = octets.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] repeated(byte[] octets, int times) {
    byte[] all = new byte[octets.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = octets[i % octets.length];
    }
    return all;
  }

  /** A ClientHello whose server_name lies about its lengths. */
  private static byte[] sniLengths(int list, int name, int octets) {
    byte[] hello = hello("n".repeat(octets));
    for (int at = 0; at < hello.length - 9; at++) {
      if (hello[at] == 0
          && hello[at + 1] == 0
          && hello[at + 3] == octets + 5
          && hello[at + 8] == octets) {
        hello[at + 5] = (byte) list;
        hello[at + 8] = (byte) name;
        return hello;
      }
    }
    throw new AssertionError("no server_name");
  }
}
