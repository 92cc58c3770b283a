package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser opens names of the demo tree, and shows the page and the certificate that is meant. */
@NeedsPeer("chromium")
class ChromiumDemoTest {

  @TempDir private static Path home;
  private static RunningTreeline server;
  private static Chromium chromium;

  @BeforeAll
  static void startBoth() throws IOException {
    server = RunningTreeline.start(home, RunningTreeline.EVERY_ROLE, "--demo");
    chromium =
        new Chromium(
            Peers.ofThisMachine().command("chromium").orElseThrow(),
            Files.createDirectory(home.resolve("profile")));
  }

  @AfterAll
  static void stopBoth() {
    chromium.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.org,        shop.example.org",
    "phones.example.com,      example.com",
    "office.local,            platform.local",
    "xn--bcher-kva.example,   xn--bcher-kva.example",
    "old.example.net,         old.example.net"
  })
  void chromiumShowsThePageWithTheCertificateOfTheName(String name, String subject) {
    Chromium.Shown shown = chromium.open("https://" + name + ":" + server.port("https") + "/");
    assertThat(shown.text()).contains("Treeline");
    assertThat(shown.response().get("status").asInt()).isEqualTo(200);
    assertThat(shown.response().get("protocol").asString()).isEqualTo("h2");
    assertThat(shown.security().get("subjectName").asString()).isEqualTo(subject);
    assertThat(shown.security().get("protocol").asString()).isEqualTo("TLS 1.3");
    assertThat(shown.security().get("keyExchangeGroup").asString()).isEqualTo("X25519MLKEM768");
  }
}
