package io.treeline.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.treeline.core.name.Sni;
import io.treeline.core.tree.Choice;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificate a client is shown, by what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectionTest {

  private TestServer server;

  @BeforeAll
  void start() {
    server =
        TestServer.withMaster(TestPairs.ec("master"))
            .serve("a.example", 2, TestPairs.ec("a"))
            .serve("_u.example", 3, TestPairs.ec("underscore"))
            .serve("rsa.example", 4, TestPairs.rsa("rsa"))
            .serve(
                "both.example", 5, TestPairs.dual(TestPairs.ec("first"), TestPairs.rsa("second")))
            .serve(
                "mismatched.example", 6, TestPairs.mismatched(TestPairs.ec("x"), TestPairs.ec("y")))
            .choose("gone.example", 7);
    server.choices.put("nothing.example", new Choice.Nothing());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, CN=a",
    "A.EXAMPLE, CN=a",
    "a.example., CN=a",
    "_u.example, CN=underscore",
    "rsa.example, CN=rsa",
    "other.example, CN=master",
    "a..b, CN=master",
    "192.0.2.1, CN=master",
    "2001:db8::1, CN=master",
    "-, CN=master"
  })
  void aNameGetsItsCertificate(String name, String subject) throws Exception {
    assertThat(shown(HelloBytes.tls12().sni(name))).isEqualTo(subject);
  }

  @Test
  void noNameGetsTheMastersCertificate() throws Exception {
    assertThat(shown(HelloBytes.tls12())).isEqualTo("CN=master");
  }

  @Test
  void aLongNameGetsTheMastersCertificateUpToWhatTheLibraryReads() throws Exception {
    assertThat(shown(HelloBytes.tls12().sni("a.".repeat(126) + "b"))).isEqualTo("CN=master");
    assertThat(shown(HelloBytes.tls12().sni("x".repeat(255)))).isEqualTo("CN=master");
    assertThat(SelectingSslContext.takes(Sni.ofTyped("x".repeat(255)))).isTrue();
  }

  /** RFC 6066 leaves the length open; BoringSSL ends at 255, with unrecognized_name. */
  @ParameterizedTest
  @ValueSource(strings = {"300", "zero", "empty"})
  void whatIsNoHostNameForTheLibraryEndsWithAnAlert(String kind) throws Exception {
    byte[] name =
        switch (kind) {
          case "300" -> "x".repeat(300).getBytes(ISO_8859_1);
          case "zero" -> "a\0.example".getBytes(ISO_8859_1);
          default -> new byte[0];
        };
    assertThat(shown(HelloBytes.tls12().sni(name))).isEqualTo("alert 112");
    // No octets at all are told apart from no SNI on the wire only.
    assertThat(name.length > 0 && SelectingSslContext.takes(Sni.ofOctets(name))).isFalse();
  }

  @Test
  void theFirstPairThatTheClientCanVerifyIsShown() throws Exception {
    HelloBytes hello = HelloBytes.tls12().sni("both.example");
    assertThat(shown(hello.signatures(HelloBytes.ECDSA_P256, HelloBytes.RSA_PKCS1_SHA256)))
        .isEqualTo("CN=first");
    assertThat(shown(HelloBytes.tls12().sni("both.example").signatures(HelloBytes.RSA_PSS_SHA256)))
        .isEqualTo("CN=second");
  }

  @Test
  void theCipherSuitesOfTls12DecideToo() throws Exception {
    HelloBytes rsaSuites = HelloBytes.tls12().sni("both.example").suites(0xc02f);
    assertThat(shown(rsaSuites.signatures(HelloBytes.ECDSA_P256, HelloBytes.RSA_PKCS1_SHA256)))
        .isEqualTo("CN=second");
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1_3, rsa_pss_rsae_sha256, second",
    "-tls1_3, ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256, first",
    "-tls1_2, rsa_pss_rsae_sha256, second",
    "-tls1_2, ECDSA+SHA256:RSA+SHA256, first"
  })
  void opensslGetsThePairOfItsSignatureAlgorithms(String version, String algorithms, String subject)
      throws Exception {
    String printed =
        OpenSslClient.connect(
            server.port(), version, "-servername", "both.example", "-sigalgs", algorithms);

    assertThat(printed).contains("subject=CN = " + subject).contains("Verify return code: 18");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_u.example", "a.example.", "A.Example", "a..b", "192.0.2.1"})
  void opensslCompletesUnderNamesThatJavaRefuses(String name) throws Exception {
    String printed = OpenSslClient.connect(server.port(), "-servername", name, "-alpn", "h2");

    assertThat(printed)
        .contains("New, TLSv1.3")
        .contains("ALPN protocol: h2")
        .containsPattern("subject=CN = (underscore|a|master)");
  }

  @Test
  void theNormalFormOfANameIsAnnounced() throws Exception {
    shown(HelloBytes.tls12().sni("Announced.EXAMPLE."));
    shown(HelloBytes.tls12().sni("not..announced"));

    assertThat(server.announced)
        .contains("announced.example")
        .noneMatch(name -> name.contains("not"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing.example", "gone.example", "mismatched.example"})
  void withoutMaterialTheHandshakeEndsWithAnAlert(String name) throws Exception {
    assertThat(shown(HelloBytes.tls12().sni(name))).matches("alert (40|80)");
    assertThat(shown(HelloBytes.tls13(HelloBytes.X25519).sni(name).signatures(0x0403)))
        .matches("alert (40|80)");
  }

  @Test
  void theReasonIsReportedWithoutAnyOctetOfTheKey() throws Exception {
    shown(HelloBytes.tls12().sni("mismatched.example"));
    shown(HelloBytes.tls12().sni("gone.example"));

    assertThat(server.unusable)
        .contains("6: The private key isn't the certificate's.")
        .contains("7: Certificate 7 can't be unsealed.");
  }

  @Test
  void theHybridGroupIsPreferredWhateverTheClientPrefers() throws Exception {
    HelloBytes hello =
        HelloBytes.tls13(HelloBytes.X25519, HelloBytes.X25519_MLKEM768)
            .sni("a.example")
            .signatures(HelloBytes.ECDSA_P256);

    assertThat(shown(hello)).isEqualTo("group 11ec");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void aHelloInPiecesGetsItsCertificate(int fragment) throws Exception {
    byte[] octets = HelloBytes.tls12().sni("a.example").records(fragment);
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.sendSlowly(octets).answer()).isEqualTo("CN=a");
    }
  }

  @Test
  void garbageEndsTheConnectionAndNothingElse() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 30; i++) {
      byte[] garbage = new byte[64 * 1024];
      random.nextBytes(garbage);
      if (i % 2 == 0) {
        System.arraycopy(new byte[] {22, 3, 1, 0x40, 0, 1, 0, 0x3f, 0}, 0, garbage, 0, 9);
      }
      String answer;
      try {
        answer = RawClient.answer(server.port(), garbage);
      } catch (java.net.SocketException e) {
        answer = "closed";
      }
      assertThat(answer).as("seed %d", seed).matches("alert \\d+|closed");
    }
    assertThat(shown(HelloBytes.tls12().sni("a.example"))).isEqualTo("CN=a");
    assertThat(server.escaped).isEmpty();
  }

  @Test
  void aConnectionThatSaysNothingIsNoFailedHandshake() throws Exception {
    try (TestServer alone = TestServer.withMaster(TestPairs.ec("master"))) {
      for (int i = 0; i < 5; i++) {
        new RawClient(alone.port()).close();
      }
      byte[] hello = HelloBytes.tls12().record();
      assertThat(RawClient.answer(alone.port(), hello)).isEqualTo("CN=master");

      await().until(() -> alone.context.counts().failed() > 0);
      assertThat(alone.context.counts().failed()).isEqualTo(1);
    }
  }

  @Test
  void aFaultOfTheSelectorEndsItsConnectionAndIsSeen() throws Exception {
    try (TestServer faulty = TestServer.withMaster(TestPairs.ec("master"))) {
      byte[] hello = HelloBytes.tls12().sni("bug.example").record();

      assertThat(RawClient.answer(faulty.port(), hello)).matches("alert (40|80)|closed");
      assertThat(faulty.escaped).singleElement().asString().contains("a bug of the selector");
    }
  }

  @Test
  void aNewValueIsShownByTheNextHandshake() throws Exception {
    for (int i = 0; i < 20; i++) {
      server.serve("changing.example", 100 + i, TestPairs.ec("change " + i));
      assertThat(shown(HelloBytes.tls12().sni("changing.example"))).isEqualTo("CN=change " + i);
    }
  }

  private String shown(HelloBytes hello) throws Exception {
    return RawClient.answer(server.port(), hello.record());
  }
}
