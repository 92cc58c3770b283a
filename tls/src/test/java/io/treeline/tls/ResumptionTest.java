package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.tree.Choice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumptionTest {

  private static final Pattern LIFETIME =
      Pattern.compile("TLS session ticket lifetime hint: (\\d+)");

  @TempDir private Path sessions;

  private final TestServer server =
      TestServer.withMaster(TestPairs.ec("master")).serve("a.example", 2, TestPairs.ec("a"));

  ResumptionTest() {
    server.context.useTicketKeys(keys(1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void aSessionIsResumed(String version) throws Exception {
    assertThat(first(server, version)).contains("New, TLSv1");
    assertThat(again(server, version)).contains("Reused, TLSv1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void anOlderKeyStillOpensAndAForgottenOneDoesNot(String version) throws Exception {
    first(server, version);
    server.context.useTicketKeys(keys(2, 1));
    assertThat(again(server, version)).contains("Reused, TLSv1");

    first(server, version);
    server.context.useTicketKeys(keys(3));
    assertThat(again(server, version)).contains("New, TLSv1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void aSessionIsOfItsListenerOnly(String version) throws Exception {
    try (TestServer other = listener("other");
        TestServer same = listener("test")) {
      first(server, version);

      assertThat(again(same, version)).contains("Reused, TLSv1");
      first(server, version);
      assertThat(again(other, version)).contains("New, TLSv1");
    }
  }

  /** Under TLS 1.2 openssl keeps the first ticket, and only says what the renewed one is worth. */
  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void aSessionEndsADayAfterItsFirstHandshakeHoweverOftenItIsRenewed(String version)
      throws Exception {
    assertThat(lifetime(first(server, version))).isEqualTo(86_400);
    int left = 86_400;
    for (int key = 2; key < 100 && left == 86_400; key++) {
      server.context.useTicketKeys(keys(key, key - 1, 1));
      String printed = again(server, version);
      assertThat(printed).contains("Reused, TLSv1");
      left = lifetime(printed);
    }
    assertThat(left).as("seconds left after some renewals").isBetween(1, 86_399);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void aNameThatHasNoCertificateAnyMoreIsNotResumed(String version) throws Exception {
    first(server, version);
    server.choices.put("a.example", new Choice.Nothing());

    assertThat(again(server, version)).doesNotContain("Reused").containsIgnoringCase("alert");
  }

  @Test
  void aSessionResumesUnderAnotherNameWithThatNamesSelection() throws Exception {
    first(server, "-tls1_3");
    String printed =
        OpenSslClient.connect(
            server.port(), "-servername", "b.example", "-sess_in", file().toString());

    assertThat(printed).contains("Reused, TLSv1.3");
    assertThat(server.announced).containsExactly("a.example", "b.example");
  }

  @Test
  void keysOfTheWrongLengthAreRefusedAndNoneIsShown() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> TicketKeys.of(List.of(new byte[48])))
        .hasMessage("a ticket secret of 48 octets was given, it has 32");
    assertThat(keys(7, 8)).hasToString("TicketKeys[2]");
  }

  private static TestServer listener(String label) {
    TestServer listener = new TestServer(TlsPolicy.https(label), 10);
    listener.source.stored.put(TestServer.MASTER, TestPairs.ec("of " + label));
    listener.context.useTicketKeys(keys(1));
    return listener;
  }

  private String first(TestServer at, String version) throws Exception {
    return OpenSslClient.connect(
        at.port(), version, "-servername", "a.example", "-sess_out", file().toString());
  }

  private String again(TestServer at, String version) throws Exception {
    String file = file().toString();
    return OpenSslClient.connect(
        at.port(), version, "-servername", "a.example", "-sess_in", file, "-sess_out", file);
  }

  private Path file() {
    return sessions.resolve("session.pem");
  }

  private static int lifetime(String printed) {
    Matcher hint = LIFETIME.matcher(printed);
    assertThat(hint.find()).as(printed).isTrue();
    return Integer.parseInt(hint.group(1));
  }

  private static TicketKeys keys(int... seeds) {
    return TicketKeys.of(
        Arrays.stream(seeds)
            .mapToObj(seed -> {
              byte[] secret = new byte[TicketKeys.SECRET_OCTETS];
              Arrays.fill(secret, (byte) seed);
              return secret;
            })
            .toList());
  }
}
