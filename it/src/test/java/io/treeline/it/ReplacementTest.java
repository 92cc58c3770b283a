package io.treeline.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is replaced is served by the next handshake, and nothing else notices. */
class ReplacementTest {

  private static final String NAME = "shop.example";
  private static final int MEGABYTES = 128;
  private static final Duration WITHIN = Duration.ofMillis(50);

  private static final CertificateMaker MAKER = new CertificateMaker();

  @TempDir private static Path home;
  private static RunningTreeline server;
  private static InetSocketAddress https;
  private static String digest;

  @BeforeAll
  static void serveAFile() throws Exception {
    Path files = Files.createDirectory(home.resolve("files"));
    digest = writeRandom(files.resolve("big.bin"));
    server =
        RunningTreeline.start(
            home,
            RunningTreeline.EVERY_ROLE.replace(
                "\"welcome\": true", "\"static\": \"" + files + "\""));
    https = server.address("https");
    server.run("domain", "add", NAME).ok();
    put(MAKER.ec(NAME));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theNextHandshakeGetsTheNewOneAndADownloadGoesOn() throws Exception {
    MadeCertificate before = MAKER.ec(NAME);
    MadeCertificate after = MAKER.rsa(NAME);
    put(before);
    try (SSLSocket connection = FullHandshake.open(NAME, https, "TLSv1.3")) {
      assertThat(FullHandshake.sha256(connection)).isEqualTo(before.sha256());
      InputStream body = get(connection, "/big.bin");
      MessageDigest downloaded = MessageDigest.getInstance("SHA-256");
      downloaded.update(body.readNBytes(1 << 20));

      put(after);
      assertThat(FullHandshake.byTheJdk(NAME, https, "TLSv1.3")).isEqualTo(after.sha256());
      assertThat(FullHandshake.byTheJdk(NAME, https, "TLSv1.2")).isEqualTo(after.sha256());

      byte[] chunk = new byte[1 << 16];
      long total = 1 << 20;
      for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
        downloaded.update(chunk, 0, n);
        total += n;
      }
      assertThat(total).isEqualTo((long) MEGABYTES << 20);
      assertThat(HexFormat.of().formatHex(downloaded.digest())).isEqualTo(digest);
      assertThat(FullHandshake.sha256(connection)).isEqualTo(before.sha256());
    }
  }

  @Test
  void itIsServedWithinFiftyMilliseconds(TestReporter reporter) throws IOException {
    AdminApi api = server.api();
    List<Duration> took = new ArrayList<>();
    for (int round = 0; round < 25; round++) {
      MadeCertificate made = MAKER.ec(NAME);
      api.putCertificate(NAME, made.pem());
      long from = System.nanoTime();
      ServerAnswer answer = handshake();
      took.add(Duration.ofNanos(System.nanoTime() - from));
      assertThat(answer).isEqualTo(new ServerAnswer.Certificate(made.sha256()));
    }
    took.sort(null);
    Duration median = took.get(took.size() / 2);
    reporter.publishEntry(
        "replaced and served", "median " + median + ", slowest " + took.getLast());
    // The slowest is the machine's: other work may hold up any single handshake.
    assertThat(median).isLessThan(WITHIN);
  }

  @Test
  void whoeverHasSeenTheNewOneNeverSeesTheOldOneAgain() throws Exception {
    MadeCertificate before = MAKER.ec(NAME);
    MadeCertificate after = MAKER.ec(NAME);
    AdminApi api = server.api();
    api.putCertificate(NAME, before.pem());
    AtomicBoolean enough = new AtomicBoolean();
    List<ServerAnswer> seen = new ArrayList<>();
    CompletableFuture<Void> watching =
        CompletableFuture.runAsync(() -> {
          while (!enough.get()) {
            seen.add(handshakeUnchecked());
          }
          seen.add(handshakeUnchecked());
        });
    api.putCertificate(NAME, after.pem());
    enough.set(true);
    watching.join();
    ServerAnswer old = new ServerAnswer.Certificate(before.sha256());
    ServerAnswer young = new ServerAnswer.Certificate(after.sha256());
    assertThat(seen.getLast()).isEqualTo(young);
    assertThat(seen.subList(seen.indexOf(young), seen.size())).containsOnly(young);
    assertThat(seen.subList(0, seen.indexOf(young))).allMatch(old::equals);
  }

  @Test
  void aRefusedOneLeavesTheOldOneInForce() throws IOException {
    MadeCertificate before = MAKER.ec(NAME);
    put(before);
    Path torn = home.resolve("torn.pem");
    Files.writeString(torn, MAKER.ec(NAME).keyPem() + MAKER.rsa(NAME).certificatePem());
    Ran refused = server.run("cert", "put", NAME, torn.toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(handshake()).isEqualTo(new ServerAnswer.Certificate(before.sha256()));
  }

  private static void put(MadeCertificate certificate) {
    server.run("cert", "put", NAME, certificate.write(home.resolve("put.pem")).toString()).ok();
  }

  private static ServerAnswer handshake() throws IOException {
    return ServerAnswer.to(ClientHello.of(NAME, ClientHello.EVERY_ALGORITHM), https);
  }

  private static ServerAnswer handshakeUnchecked() {
    try {
      return handshake();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks over HTTP/1.1 and gives the body. */
  private static InputStream get(SSLSocket connection, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + NAME + "\r\nConnection: close\r\n\r\n";
    OutputStream out = connection.getOutputStream();
    out.write(request.getBytes(US_ASCII));
    out.flush();
    InputStream in = connection.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    assertThat(head.toString(US_ASCII))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-length: " + ((long) MEGABYTES << 20));
    return in;
  }

  private static String writeRandom(Path file) throws Exception {
    MessageDigest written = MessageDigest.getInstance("SHA-256");
    Random random = new Random(1);
    byte[] chunk = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < MEGABYTES; i++) {
        random.nextBytes(chunk);
        written.update(chunk);
        out.write(chunk);
      }
    }
    return HexFormat.of().formatHex(written.digest());
  }
}
