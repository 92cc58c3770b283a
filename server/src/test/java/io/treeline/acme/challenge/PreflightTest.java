package io.treeline.acme.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.config.Acme;
import io.treeline.config.Bind;
import io.treeline.config.DnsAnswers;
import io.treeline.config.General;
import io.treeline.config.HostPort;
import io.treeline.config.Transport;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PairParts;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Choice;
import io.treeline.front.Binding;
import io.treeline.front.EventLoops;
import io.treeline.front.dns.DnsResponder;
import io.treeline.front.dns.DnsZone;
import io.treeline.front.ws.HstsPolicy;
import io.treeline.front.ws.WebFront;
import io.treeline.front.ws.WebListeners;
import io.treeline.registry.House;
import io.treeline.tls.CertificateSelector;
import io.treeline.tls.ClientHello;
import io.treeline.tls.KeyMaterialCache;
import io.treeline.tls.SelectingSslContext;
import io.treeline.tls.ServableMaterial;
import io.treeline.tls.TlsPolicy;
import io.treeline.tls.UnusableMaterialException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a preflight finds, with BIND as the DNS and a ws role that answers from the live state. */
class PreflightTest {

  private static final String ZONE =
      """
      here IN A 127.0.0.1
      _under IN A 127.0.0.1
      alias IN CNAME here
      six IN A 127.0.0.1
      six IN AAAA 2001:db8::1
      elsewhere IN A 198.51.100.1
      partly IN A 127.0.0.1
      partly IN A 198.51.100.2
      none IN TXT "nothing else"
      allowed IN A 127.0.0.1
      allowed IN CAA 0 issue "ca.example; account=1; validationmethods=http-01,dns-01"
      allowed IN CAA 0 iodef "mailto:a@example.test"
      x.allowed IN A 127.0.0.1
      denied IN A 127.0.0.1
      denied IN CAA 0 issue "other.example"
      x.denied IN A 127.0.0.1
      nobody IN A 127.0.0.1
      nobody IN CAA 0 issue ";"
      wild IN A 127.0.0.1
      wild IN CAA 0 issue "ca.example"
      wild IN CAA 0 issuewild "other.example"
      critical IN A 127.0.0.1
      critical IN CAA 128 tbs "unknown"
      told IN A 127.0.0.1
      told IN CAA 0 iodef "mailto:a@example.test"
      _acme-challenge.here IN TXT "nothing"
      """;

  @TempDir private static Path directory;
  private static House house;
  private static EventLoops loops;
  private static KeyMaterialCache materials;
  private static SelectingSslContext tls;
  private static WebFront front;
  private static Named named;

  @BeforeAll
  static void start() throws Exception {
    named = Named.start(directory, ZONE);
    house = new House(directory.resolve("data"));
    loops = EventLoops.start(Transport.AUTO, 1);
    materials = new KeyMaterialCache(PreflightTest::load, 10);
    tls =
        new SelectingSslContext(
            TlsPolicy.https("ws1"), new Selector(), materials, (id, reason) -> {});
    Bind loopback = new Bind(List.of(InetAddress.getByName("127.0.0.1")));
    front =
        new WebFront(
            loops,
            new WebListeners("ws1", Binding.of(loopback, 0), Binding.of(loopback, 0), 443),
            tls,
            HstsPolicy.OFF,
            (host, token) -> house.feed.live().challenges().http01(token),
            List.of());
    front.start();
  }

  @AfterAll
  static void stop() {
    if (front != null) {
      front.drain(Duration.ZERO);
      tls.close();
      materials.close();
      loops.close();
      house.close();
    }
    if (named != null) {
      named.close();
    }
  }

  private static final class Selector implements CertificateSelector {
    @Override
    public Choice choose(ClientHello hello) {
      return new Choice.Nothing();
    }

    @Override
    public @Nullable CertificateId validation(Sni sni) {
      return sni instanceof Sni.Name(DomainName name)
          ? house.feed.live().challenges().tlsAlpn01(name)
          : null;
    }
  }

  private static ServableMaterial load(CertificateId id) throws UnusableMaterialException {
    PairParts pair = house.store.<PairParts>read(read -> read.challengePair(id));
    if (pair == null) {
      throw new UnusableMaterialException("It is over.");
    }
    return ServableMaterial.of(new ServableMaterial.Pair(pair.chainDer(), pair.pkcs8()));
  }

  @ParameterizedTest
  @CsvSource({
    "here, http-01",
    "here, tls-alpn-01",
    "alias, http-01",
    "_under, http-01",
    "_under, tls-alpn-01"
  })
  void againstANameThatLeadsHereNothingSpeaks(String name, String challenge) {
    assertThat(preflight().objection(name(name), false, challenge, List.of())).isNull();
    assertThat(house.feed.live().challenges().http01("")).isNull();
    assertThat(
            house.store.<Long>read(
                r -> r.challenges(house.feed.live().challenges()).stand().count()))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "absent.example.test | absent.example.test is not in the DNS (NXDOMAIN): add one",
        "none.example.test | none.example.test has no A or AAAA record: add one",
        "a.broken.test | can't be looked up",
        "a.broken.test | SERVFAIL",
        "elsewhere.example.test | points to 198.51.100.1, which is not ours: correct its A and AAAA",
        "partly.example.test | points here and to 198.51.100.2, which is not ours",
        "six.example.test | has the IPv6 address 2001:db8:0:0:0:0:0:1, which is not ours, beside"
      })
  void whatTheDnsSaysIsToldApart(String name, String said) {
    for (String challenge : List.of("http-01", "tls-alpn-01")) {
      assertThat(preflight().objection(DomainName.parse(name), false, challenge, List.of()))
          .contains(said);
    }
  }

  @Test
  void anAddressOfTheConfigurationIsOurs() throws Exception {
    List<InetAddress> router = List.of(InetAddress.getByName("198.51.100.1"));
    OwnAddresses own = OwnAddresses.now(router);

    assertThat(own.has(InetAddress.getByName("198.51.100.1"))).isTrue();
    assertThat(own.has(InetAddress.getByName("127.0.0.1"))).isTrue();
    assertThat(own.has(InetAddress.getByName("198.51.100.2"))).isFalse();
    assertThat(own.shown()).contains("198.51.100.1").doesNotContain("127.0.0.1");
  }

  @Test
  void aResolverThatIsSilentIsToldWithinSeconds() throws Exception {
    try (java.net.DatagramSocket silent =
        new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Preflight preflight =
          preflight(
              general(front.httpAddresses().getFirst().getPort()),
              null,
              new HostPort("127.0.0.1", silent.getLocalPort()));
      long began = System.nanoTime();

      assertThat(preflight.objection(name("here"), false, "http-01", List.of()))
          .contains("127.0.0.1:" + silent.getLocalPort() + " gave no answer");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void aPortWhereNobodyListensIsTold() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    for (String challenge : List.of("http-01", "tls-alpn-01")) {
      assertThat(
              preflight(general(free), null, named.at())
                  .objection(name("here"), false, challenge, List.of()))
          .startsWith("No connection to ")
          .contains("127.0.0.1:" + free);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 301 Moved | Something before Treeline redirects http://here.example.test:",
        "HTTP/1.1 404 Not Found | Something else than Treeline answers to",
        "HTTP/1.1 200 OK | Something else than Treeline answers to",
        "SSH-2.0-OpenSSH | and not by HTTP"
      })
  void somethingElseOnThePortIsTold(String line, String said) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread answering = Thread.ofVirtual().start(() -> answer(other, line));
      assertThat(
              preflight(general(other.getLocalPort()), null, named.at())
                  .objection(name("here"), false, "http-01", List.of()))
          .contains(said)
          .contains("/.well-known/acme-challenge/");
      answering.join();
    }
  }

  private static void answer(ServerSocket server, String line) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(new byte[4096]);
      socket
          .getOutputStream()
          .write((line + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aListenerThatKnowsNothingOfValidationsIsTold() throws Exception {
    String said =
        preflight(general(front.httpAddresses().getFirst().getPort()), null, named.at())
            .objection(name("here"), false, "tls-alpn-01", List.of());

    assertThat(said).startsWith("The TLS handshake of a validation of here.example.test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allowed | false | http-01 | ",
        "x.allowed | false | http-01 | ",
        "allowed | false | tls-alpn-01 | let the authority use http-01, dns-01 only",
        "denied | false | http-01 | The CAA records of denied.example.test don't let",
        "x.denied | false | http-01 | add the record 'denied.example.test. CAA 0 issue \"ca.example\"'",
        "nobody | false | http-01 | don't let the authority issue",
        "told | false | http-01 | ",
        "here | false | http-01 | ",
        "critical | false | http-01 | the critical property 'tbs'",
        "wild | false | http-01 | ",
        "wild | true | dns-persist-01 | CAA 0 issuewild",
        "allowed | true | dns-persist-01 | use http-01, dns-01 only, and not dns-persist-01"
      })
  void caaRecordsAreJudged(String name, boolean wildcard, String challenge, String said) {
    String objection =
        preflight().objection(name(name), wildcard, challenge, List.of("ca.example"));
    if (said == null) {
      assertThat(objection).isNull();
    } else {
      assertThat(objection).contains(said);
    }
  }

  @Test
  void caaRecordsThatCannotBeLookedUpForbid() {
    assertThat(
            preflight()
                .objection(
                    DomainName.parse("a.broken.test"), false, "dns-persist-01", List.of("ca")))
        .contains("CAA records of a.broken.test can't be looked up")
        .contains("SERVFAIL");
  }

  @Test
  void aWildcardWantsTheDns() {
    assertThat(preflight().objection(name("here"), true, "http-01", List.of()))
        .contains("set acme_challenge to dns-01");
    assertThat(preflight().objection(name("here"), true, "dns-01", List.of()))
        .contains("no way to publish TXT records is configured");
  }

  @Test
  void whatDoesNotLeadToOurOwnResponderIsToldWithTheRecordToAdd() throws Exception {
    DnsAnswers.Responder how =
        new DnsAnswers.Responder(Bind.EVERYWHERE, 53, DomainName.parse("acme.example"));
    Preflight preflight = preflight(general(1), how, named.at());

    assertThat(preflight.objection(name("here"), true, "dns-01", List.of()))
        .contains("_acme-challenge.here.example.test does not lead to Treeline's DNS responder")
        .contains("'_acme-challenge.here.example.test. CNAME here.example.test.acme.example.'");
  }

  @Test
  void ourOwnResponderIsFound() throws Exception {
    DomainName zone = DomainName.parse("acme.example");
    DnsResponder responder =
        new DnsResponder(
            loops,
            "mware1",
            Binding.of(new Bind(List.of(InetAddress.getByName("127.0.0.1"))), 0),
            new DnsZone(zone, List.of(), () -> house.feed.live().challenges(), name -> true));
    responder.start();
    try {
      int port = responder.localAddresses().getFirst().getPort();
      DnsAnswers.Responder how = new DnsAnswers.Responder(Bind.EVERYWHERE, port, zone);
      Preflight preflight = preflight(general(1), how, new HostPort("127.0.0.1", port));

      assertThat(preflight.objection(name("here"), true, "dns-01", List.of())).isNull();
    } finally {
      responder.close();
    }
  }

  private static DomainName name(String label) {
    return DomainName.parse(label + ".example.test");
  }

  private static Preflight preflight() {
    return preflight(
        new General(
            DomainName.parse("platform.local"),
            List.of(),
            front.httpAddresses().getFirst().getPort(),
            front.httpsAddresses().getFirst().getPort(),
            Transport.AUTO),
        null,
        named.at());
  }

  /** Both ports are that one. */
  private static General general(int port) {
    return new General(DomainName.parse("platform.local"), List.of(), port, port, Transport.AUTO);
  }

  private static Preflight preflight(General general, @Nullable DnsAnswers dns, HostPort resolver) {
    Acme acme =
        new Acme(
            List.of(Acme.DEFAULT_DIRECTORY),
            null,
            true,
            null,
            null,
            Acme.AccountPer.EMAIL,
            dns,
            List.of(resolver),
            List.of());
    InstantSource clock = InstantSource.system();
    ChallengeBoard board =
        ChallengeBoard.of(house.store, house.feed, dns, List.of(resolver), Map.of(), clock);
    return new Preflight(general, acme, board, clock);
  }
}
