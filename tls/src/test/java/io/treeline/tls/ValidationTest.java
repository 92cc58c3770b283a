package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validations by tls-alpn-01 (RFC 8737), among other handshakes. */
class ValidationTest {

  @TempDir private Path sessions;

  private final TestServer server =
      TestServer.withMaster(TestPairs.ec("master"))
          .serve("a.example", 2, TestPairs.ec("a"))
          .awaitValidation("a.example", TestPairs.ec("answer"));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void anAuthorityFindsTheAnswerAndTheConnectionEnds(String version) throws Exception {
    String printed =
        OpenSslClient.connect(
            server.port(), version, "-servername", "A.example", "-alpn", "acme-tls/1");

    assertThat(printed)
        .contains("subject=CN = answer")
        .contains("ALPN protocol: acme-tls/1")
        .contains("New, TLSv1")
        .doesNotContain("TLS session ticket:")
        .doesNotContain("errno");
    await().until(() -> server.context.counts().completed() == 1);
  }

  @Test
  void nothingOfItReachesTheHandlersBehindAndNothingOfItStays() throws Exception {
    OpenSslClient.connect(server.port(), "-servername", "a.example", "-alpn", "acme-tls/1");

    await().until(() -> server.context.counts().completed() == 1);
    assertThat(server.events).isEmpty();
    assertThat(server.escaped).isEmpty();
    assertThat(server.materials.size()).isZero();
  }

  @Test
  void aHelloOctetByOctetIsTakenUpWhole() throws Exception {
    byte[] hello = HelloBytes.tls12().sni("a.example").alpn("acme-tls/1").records(50);
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.sendSlowly(hello).answer()).isEqualTo("CN=answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.example", "x.a.example", "example", "a..example", "192.0.2.1"})
  void aNameThatAwaitsNothingGetsAnAlertAndNoOtherCertificate(String name) throws Exception {
    HelloBytes hello = HelloBytes.tls12().sni(name).alpn("acme-tls/1");

    assertThat(RawClient.answer(server.port(), hello.record())).matches("alert (40|80)");
  }

  @Test
  void withoutANameThereIsNoAnswer() throws Exception {
    HelloBytes hello = HelloBytes.tls12().alpn("acme-tls/1");

    assertThat(RawClient.answer(server.port(), hello.record())).matches("alert (40|80)");
  }

  @Test
  void anAnswerWithoutItsKeyEndsWithAnAlert() throws Exception {
    server.source.stored.remove(server.validations.get("a.example"));
    HelloBytes hello = HelloBytes.tls12().sni("a.example").alpn("acme-tls/1");

    assertThat(RawClient.answer(server.port(), hello.record())).matches("alert (40|80)");
    assertThat(server.unusable).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2,acme-tls/1", "acme-tls/1,h2", "acme-tls/1,http/1.1"})
  void whoOffersOtherProtocolsTooIsAnOrdinaryClient(String offer) throws Exception {
    String printed =
        OpenSslClient.connect(server.port(), "-servername", "a.example", "-alpn", offer);

    assertThat(printed).contains("subject=CN = a\n").containsPattern("ALPN protocol: h(2|ttp/1.1)");
    assertThat(server.events).anyMatch(SslHandshakeCompletionEvent.SUCCESS::equals);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme-tls/1,sip", "sip"})
  void aProtocolThatNobodySpeaksIsAgreedOnByNobody(String offer) throws Exception {
    String printed =
        OpenSslClient.connect(server.port(), "-servername", "a.example", "-alpn", offer);

    assertThat(printed).contains("subject=CN = a\n").contains("No ALPN negotiated");
  }

  @Test
  void aListenerWithoutAlpnAnswersToo() throws Exception {
    try (TestServer stream = new TestServer(TlsPolicy.stream("sip"), 10)) {
      stream.source.stored.put(TestServer.MASTER, TestPairs.ec("master"));
      stream.awaitValidation("a.example", TestPairs.ec("answer"));
      String validated =
          OpenSslClient.connect(stream.port(), "-servername", "a.example", "-alpn", "acme-tls/1");
      String phone =
          OpenSslClient.connect(
              stream.port(), "-servername", "a.example", "-alpn", "acme-tls/1,sip");

      assertThat(validated).contains("CN = answer").contains("ALPN protocol: acme-tls/1");
      assertThat(phone).contains("CN = master").contains("No ALPN negotiated");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void aSessionOfAnotherHandshakeIsNotResumed(String version) throws Exception {
    server.context.useTicketKeys(TicketKeys.of(java.util.List.of(new byte[32])));
    String session = sessions.resolve("session.pem").toString();
    OpenSslClient.connect(server.port(), version, "-servername", "a.example", "-sess_out", session);
    String printed =
        OpenSslClient.connect(
            server.port(),
            version,
            "-servername",
            "a.example",
            "-sess_in",
            session,
            "-alpn",
            "acme-tls/1");

    assertThat(printed).contains("New, TLSv1").contains("subject=CN = answer");
  }

  @Test
  void anAnswerThatIsExchangedIsShownByTheNextValidation() throws Exception {
    for (int i = 0; i < 10; i++) {
      server.awaitValidation("a.example", TestPairs.ec("answer " + i));
      byte[] hello = HelloBytes.tls12().sni("a.example").alpn("acme-tls/1").record();
      assertThat(RawClient.answer(server.port(), hello)).isEqualTo("CN=answer " + i);
    }
  }

  @Test
  void aClientThatGoesAwayMeanwhileLeavesNothingBehind() throws Exception {
    server.source.hold();
    byte[] hello = HelloBytes.tls12().sni("a.example").alpn("acme-tls/1").record();
    new RawClient(server.port()).send(hello).close();
    await().until(() -> server.source.loads.get() == 1);
    server.source.letGo();

    await().until(() -> server.context.counts().failed() == 1);
    assertThat(server.escaped).isEmpty();
  }
}
