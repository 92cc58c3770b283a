package io.treeline.front.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.treeline.config.Bind;
import io.treeline.config.Transport;
import io.treeline.front.Binding;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsResponderTest {

  private static EventLoops loops;
  private static DnsResponder responder;

  @BeforeAll
  static void start() {
    loops = EventLoops.start(Transport.AUTO, 2);
    responder = responder(loops, 0);
    responder.start();
  }

  @AfterAll
  static void stop() {
    responder.close();
    loops.close();
  }

  private static DnsResponder responder(EventLoops loops, int port) {
    Bind loopback = new Bind(List.of(InetAddress.getLoopbackAddress()));
    return new DnsResponder(loops, "mware1", Binding.of(loopback, port), TestZone.zone());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itAnswersByUdpAndTcp(boolean tcp) throws Exception {
    assertThat(ask("a.test.acme.example.", tcp).getSection(Section.ANSWER)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"EPOLL", "NIO"})
  void itAnswersOnAnyTransport(Transport transport) throws Exception {
    try (EventLoops other = EventLoops.start(transport, 1)) {
      DnsResponder there = responder(other, 0);
      there.start();
      for (boolean tcp : new boolean[] {false, true}) {
        assertThat(ask(there, "a.test.acme.example.", tcp).getSection(Section.ANSWER)).hasSize(2);
      }
      there.close();
    }
  }

  @Test
  void anAnswerThatIsCutIsFetchedByTcp() throws Exception {
    assertThat(ask("many.test.acme.example.", false).getSection(Section.ANSWER))
        .hasSize(TestZone.MANY);
  }

  @Test
  void digFindsNothingToComplainOf() throws Exception {
    assertThat(dig("_acme-challenge.a.test", "TXT", "+norecurse"))
        .contains("status: NOERROR", "flags: qr aa;", "\"of the name\"", "\"of its wildcard\"")
        .doesNotContain("WARNING");
    assertThat(dig("many.test.acme.example", "TXT", "+bufsize=4096"))
        .contains("Truncated, retrying in TCP mode", "ANSWER: " + TestZone.MANY)
        .doesNotContain("malformed");
    assertThat(dig("test.acme.example", "A", "+norecurse"))
        .contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1");
    assertThat(dig("nothing.acme.example", "A", "+norecurse")).contains("status: NXDOMAIN");
    assertThat(dig("acme.example", "AXFR", "+norecurse")).contains("Transfer failed");
  }

  private static String dig(String... arguments) throws Exception {
    assumeThat(Path.of("/usr/bin/dig")).as("dig (package bind9-dnsutils)").isExecutable();
    List<String> command = new ArrayList<>(List.of("/usr/bin/dig", "@127.0.0.1"));
    command.addAll(List.of("-p", String.valueOf(at().getPort()), "+tries=1"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void garbageDoesNotEndIt() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] garbage = new byte[random.nextInt(600)];
        random.nextBytes(garbage);
        socket.send(new DatagramPacket(garbage, garbage.length, at()));
      }
    }
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[random.nextInt(6_000)];
      random.nextBytes(garbage);
      try (Socket socket = new Socket(at().getAddress(), at().getPort())) {
        socket.getOutputStream().write(garbage);
      } catch (java.net.SocketException e) {
        assertThat(e).as("seed %d", seed).hasMessageMatching("(?i).*(reset|pipe).*");
      }
    }
    // A question among so many datagrams may be lost on its way in; a client asks again.
    await()
        .ignoreExceptions()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(ask("a.test.acme.example.", false).getSection(Section.ANSWER))
                .as("seed %d", seed)
                .hasSize(2));
    assertThat(ask("a.test.acme.example.", true).getSection(Section.ANSWER)).hasSize(2);
  }

  @Test
  void aPortThatIsTakenIsToldByRoleAndAddress() {
    DnsResponder second = responder(loops, at().getPort());

    assertThatThrownBy(second::start)
        .isInstanceOf(ListenFailedException.class)
        .hasMessageContaining("mware1")
        .hasMessageContaining(String.valueOf(at().getPort()));
  }

  private static InetSocketAddress at() {
    return responder.localAddresses().getFirst();
  }

  private static Message ask(String name, boolean tcp) throws Exception {
    return ask(responder, name, tcp);
  }

  private static Message ask(DnsResponder whom, String name, boolean tcp) throws Exception {
    SimpleResolver resolver = new SimpleResolver(whom.localAddresses().getFirst());
    resolver.setTCP(tcp);
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver.send(
        Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.TXT, DClass.IN)));
  }
}
