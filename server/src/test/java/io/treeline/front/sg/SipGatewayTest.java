package io.treeline.front.sg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.treeline.config.Bind;
import io.treeline.config.HostPort;
import io.treeline.config.ProxyProtocol;
import io.treeline.config.Transport;
import io.treeline.front.Binding;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import io.treeline.front.TestPair;
import io.treeline.front.TestTls;
import io.treeline.front.TrustEverything;
import io.treeline.tls.TlsPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SipGatewayTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int CROWD = 100;

  private static EventLoops loops;
  private static TestTls tls;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket backend;
  private SipGateway gateway;

  @BeforeAll
  static void startLoops() {
    loops = EventLoops.start(Transport.AUTO, 2);
    tls = new TestTls(TlsPolicy.stream("sg-test"), TestPair.forName("sip.test"));
  }

  @AfterAll
  static void endLoops() {
    loops.close();
    tls.close();
  }

  @BeforeEach
  void start() throws IOException {
    backend = new ServerSocket(0, 100, LOOPBACK);
    backend.setSoTimeout(10_000);
    gateway = gateway(ProxyProtocol.V2, backend.getLocalPort());
  }

  @AfterEach
  void end() throws IOException {
    gateway.drain(Duration.ZERO);
    backend.close();
    threads.shutdownNow();
  }

  private static SipGateway gateway(ProxyProtocol protocol, int port) {
    SipGateway gateway =
        new SipGateway(
            loops,
            "sg1",
            Binding.of(new Bind(List.of(LOOPBACK)), 0),
            tls.context(),
            new GatewayUpstream(new HostPort("127.0.0.1", port), protocol));
    gateway.start();
    return gateway;
  }

  private static int port(SipGateway gateway) {
    return gateway.localAddresses().getFirst().getPort();
  }

  private static SSLSocket phone(SipGateway gateway) throws IOException {
    return phone(LOOPBACK, port(gateway), "TLSv1.3");
  }

  private static SSLSocket phone(InetAddress address, int port, String version) throws IOException {
    SSLSocket socket =
        (SSLSocket) TrustEverything.context().getSocketFactory().createSocket(address, port);
    socket.setSoTimeout(10_000);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("Phones.Sip.Test")));
    parameters.setProtocols(new String[] {version});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private ProxiedConnection accept() throws IOException {
    return ProxiedConnection.of(backend.accept());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(Socket socket, int octets) throws IOException {
    return new String(socket.getInputStream().readNBytes(octets), StandardCharsets.US_ASCII);
  }

  @Test
  void theSipServerLearnsThePhoneAndHowItCame() throws Exception {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      try (SSLSocket phone = phone(LOOPBACK, port(gateway), version);
          ProxiedConnection server = accept()) {
        ProxiedConnection.Header header = server.readHeader();

        assertThat(header.source()).isEqualTo("127.0.0.1");
        assertThat(header.sourcePort()).isEqualTo(phone.getLocalPort());
        assertThat(header.destination()).isEqualTo("127.0.0.1");
        assertThat(header.destinationPort()).isEqualTo(port(gateway));
        assertThat(header.attributes())
            .containsEntry(0x02, "phones.sip.test")
            .containsEntry(0x20, "client=1 verify=1")
            .containsEntry(0x21, version)
            .containsEntry(0x23, phone.getSession().getCipherSuite());
        write(phone, "REGISTER");
        assertThat(server.read(8)).isEqualTo("REGISTER");
        server.write("200 OK");
        assertThat(read(phone, 6)).isEqualTo("200 OK");
      }
    }
  }

  @Test
  void onASocketForBothFamiliesThePhonesAddressIsOfItsOwnFamily() throws Exception {
    SipGateway everywhere =
        new SipGateway(
            loops,
            "sg2",
            Binding.of(Bind.EVERYWHERE, 0),
            tls.context(),
            new GatewayUpstream(
                new HostPort("localhost", backend.getLocalPort()), ProxyProtocol.V2));
    everywhere.start();
    try {
      for (String address : List.of("127.0.0.1", "::1")) {
        InetAddress target = InetAddress.getByName(address);
        try (SSLSocket phone = phone(target, port(everywhere), "TLSv1.3");
            ProxiedConnection server = accept()) {
          assertThat(phone.isConnected()).isTrue();
          assertThat(server.readHeader().source()).isEqualTo(target.getHostAddress());
        }
      }
    } finally {
      everywhere.drain(Duration.ZERO);
    }
  }

  @Test
  void versionOneIsALineOfText() throws Exception {
    SipGateway one = gateway(ProxyProtocol.V1, backend.getLocalPort());
    try (SSLSocket phone = phone(one);
        ProxiedConnection server = accept()) {
      write(phone, "x");
      String line =
          "PROXY TCP4 127.0.0.1 127.0.0.1 " + phone.getLocalPort() + " " + port(one) + "\r\n";
      assertThat(server.read(line.length() + 1)).isEqualTo(line + "x");
    } finally {
      one.drain(Duration.ZERO);
    }
  }

  @Test
  void withoutTheProtocolTheStreamIsAllThereIs() throws Exception {
    SipGateway none = gateway(ProxyProtocol.NONE, backend.getLocalPort());
    try (SSLSocket phone = phone(none);
        ProxiedConnection server = accept()) {
      write(phone, "\r\n\r\n");
      assertThat(server.read(4)).isEqualTo("\r\n\r\n");
    } finally {
      none.drain(Duration.ZERO);
    }
  }

  @Test
  void theSipServerIsNotDialledBeforeTlsIsCompleted() throws Exception {
    backend.setSoTimeout(300);
    try (Socket silent = new Socket(LOOPBACK, port(gateway))) {
      write(silent, "REGISTER sip:a SIP/2.0\r\n\r\n");
      assertThatThrownBy(this::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whatThePhoneSentBeforeItsCloseStillArrives() throws Exception {
    byte[] content = new byte[1_000_003];
    new Random(3).nextBytes(content);
    CompletableFuture<byte[]> received =
        CompletableFuture.supplyAsync(() -> headerThenAll(), threads);
    try (SSLSocket phone = phone(gateway)) {
      phone.getOutputStream().write(content);
    }

    assertThat(received.join()).isEqualTo(content);
  }

  private byte[] headerThenAll() {
    try (ProxiedConnection server = accept()) {
      server.readHeader();
      return server.in().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatTheSipServerSentBeforeItsEndStillArrivesAndThePhoneIsToldProperly() throws Exception {
    byte[] content = new byte[1_000_003];
    new Random(4).nextBytes(content);
    try (SSLSocket phone = phone(gateway)) {
      try (ProxiedConnection server = accept()) {
        server.readHeader();
        server.out().write(content);
      }
      // A connection that is cut without close_notify would throw here.
      assertThat(phone.getInputStream().readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void anUpstreamThatRefusesEndsThePhonesConnectionCleanly() throws Exception {
    backend.close();
    try (SSLSocket phone = phone(gateway)) {
      assertThat(phone.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> gateway.connections() == 0);
  }

  @Test
  void aStalledPhoneStopsTheSipServerInBoundedMemory() throws Exception {
    AtomicLong sent = new AtomicLong();
    long total = 200_000_000;
    try (SSLSocket phone = phone(gateway);
        ProxiedConnection server = accept()) {
      server.readHeader();
      long before = directMemory();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> send(server.out(), total, sent), threads);
      awaitStall(sent, before);

      byte[] buffer = new byte[1 << 16];
      long received = 0;
      long peak = 0;
      InputStream in = phone.getInputStream();
      while (received < total) {
        received += in.read(buffer);
        peak = Math.max(peak, directMemory() - before);
      }
      sending.join();
      assertThat(peak).isLessThan(32_000_000);
    }
  }

  /** The sockets' own buffers are full, and the gateway holds next to nothing. */
  private static void awaitStall(AtomicLong sent, long memoryBefore) {
    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(20))
        .until(sent::get, now -> now == sent.get());
    assertThat(sent.get()).isLessThan(30_000_000);
    assertThat(directMemory() - memoryBefore).isLessThan(16_000_000);
  }

  private static void send(OutputStream out, long total, AtomicLong sent) {
    byte[] piece = new byte[1 << 16];
    try {
      for (long left = total; left > 0; left -= piece.length) {
        out.write(piece, 0, (int) Math.min(piece.length, left));
        sent.addAndGet(piece.length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long directMemory() {
    return ((AdaptiveByteBufAllocator) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  @Test
  void aStalledSipServerStopsThePhone() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (SSLSocket phone = phone(gateway);
        ProxiedConnection server = accept()) {
      server.readHeader();
      long before = directMemory();
      OutputStream out = phone.getOutputStream();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> send(out, 50_000_000, sent), threads);
      awaitStall(sent, before);
      server.in().skipNBytes(50_000_000);
      sending.join();
    }
  }

  @Test
  void aCrowdOfPhonesIsConnectedEachToItsOwn() throws Exception {
    threads.submit(this::echoAll);
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      String text = "phone %04d".formatted(i);
      answers.add(CompletableFuture.supplyAsync(() -> ask(text), threads));
    }
    for (int i = 0; i < CROWD; i++) {
      assertThat(answers.get(i).join()).isEqualTo("phone %04d".formatted(i));
    }
  }

  private Void echoAll() throws IOException {
    for (int i = 0; i < CROWD; i++) {
      ProxiedConnection server = accept();
      threads.submit(() -> {
        try (server) {
          server.readHeader();
          server.write(server.read(10));
        }
        return null;
      });
    }
    return null;
  }

  private String ask(String text) {
    try (SSLSocket phone = phone(gateway)) {
      write(phone, text);
      return read(phone, text.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aConnectionLivesOnWhenUpstreamAndCertificateAreExchanged() throws Exception {
    try (SSLSocket phone = phone(gateway);
        ProxiedConnection server = accept()) {
      server.readHeader();
      gateway.use(new GatewayUpstream(new HostPort("127.0.0.1", 1), ProxyProtocol.NONE));
      tls.replaceBy(TestPair.forName("other.test"));

      write(phone, "still here");
      assertThat(server.read(10)).isEqualTo("still here");
    }
  }

  @Test
  void drainingWaitsForPhonesAndThenClosesTheRest() throws Exception {
    try (SSLSocket patient = phone(gateway);
        ProxiedConnection server = accept()) {
      server.readHeader();
      int port = port(gateway);
      CompletableFuture<Void> drained =
          CompletableFuture.runAsync(() -> gateway.drain(Duration.ofMillis(500)), threads);
      write(patient, "going on");
      assertThat(server.read(8)).isEqualTo("going on");

      drained.join();
      assertThat(patient.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(() -> new Socket(LOOPBACK, port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aPortInUseIsSaidWithTheRoleAndThePort() {
    InetSocketAddress taken = new InetSocketAddress(LOOPBACK, backend.getLocalPort());
    SipGateway second =
        new SipGateway(
            loops,
            "sg9",
            List.of(taken),
            tls.context(),
            new GatewayUpstream(new HostPort("127.0.0.1", 1), ProxyProtocol.V2));

    assertThatThrownBy(second::start)
        .isInstanceOf(ListenFailedException.class)
        .hasMessageStartingWith("Role sg9 can't listen on port " + taken.getPort() + ": another");
  }
}
