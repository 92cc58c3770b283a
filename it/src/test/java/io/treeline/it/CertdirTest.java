package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The directory with {@code server.key} and {@code server.crt} that a role names. */
class CertdirTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ELSEWHERE = "elsewhere.test";

  private final CertificateMaker maker = new CertificateMaker();
  @TempDir private Path home;
  private Path certdir;
  private RunningTreeline server;

  @BeforeEach
  void startWithoutAPair() throws IOException {
    certdir = Files.createDirectory(home.resolve("certdir"));
    server =
        RunningTreeline.start(
            home,
            RunningTreeline.EVERY_ROLE.replace(
                "\"127.0.0.1:9\"", "\"127.0.0.1:9\", \"certdir\": \"" + certdir + "\""));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPairThatIsPutThereIsServedAndABadOneLeavesTheLastGoodInForce() throws IOException {
    ServerAnswer byDefault = served();
    assertThat(source()).isEqualTo("default");
    awaitEntry();

    MadeCertificate first = maker.ec(ELSEWHERE);
    put(first.keyPem(), first.certificatePem());
    awaitServed(first);
    assertThat(source()).isEqualTo("certdir");
    awaitNoEntry();

    MadeCertificate second = maker.rsa(ELSEWHERE);
    put(second.keyPem(), second.certificatePem());
    awaitServed(second);

    put(second.keyPem(), first.certificatePem());
    awaitEntry();
    assertThat(served()).isEqualTo(new ServerAnswer.Certificate(second.sha256()));
    assertThat(source()).isEqualTo("certdir");

    put("this is no key", "this is no certificate");
    awaitEntry();
    assertThat(served()).isEqualTo(new ServerAnswer.Certificate(second.sha256()));

    put(first.keyPem(), first.certificatePem());
    awaitServed(first);
    awaitNoEntry();
    assertThat(served()).isNotEqualTo(byDefault);
  }

  @Test
  void theOtherRoleKeepsTheDefault() throws IOException {
    MadeCertificate made = maker.ec(ELSEWHERE);
    put(made.keyPem(), made.certificatePem());
    awaitServed(made);
    assertThat(
            ServerAnswer.to(
                ClientHello.of(ELSEWHERE, ClientHello.EVERY_ALGORITHM), server.address("https")))
        .isNotEqualTo(new ServerAnswer.Certificate(made.sha256()));
  }

  @Test
  void whatSelfSignedWritesIsServedAsItIs() throws IOException {
    Ran made =
        Launcher.run("cert", "self-signed", "platform.local", "--out", certdir.toString()).ok();
    assertThat(made.out()).contains("platform.local", "hosts");
    await().atMost(SOON).until(() -> source().equals("certdir"));
    assertThat(Files.getPosixFilePermissions(certdir.resolve("server.key")).toString())
        .doesNotContain("GROUP", "OTHERS");
    assertThat(
            server
                .run("cert", "explain", "platform.local", "--role", "sg1", "--json")
                .json()
                .get("covers")
                .asBoolean())
        .isTrue();
  }

  private void put(String key, String certificate) throws IOException {
    replace("server.key", key);
    replace("server.crt", certificate);
  }

  private void replace(String name, String text) throws IOException {
    Path whole = Files.writeString(certdir.resolve(name + ".new"), text);
    Files.move(whole, certdir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitServed(MadeCertificate certificate) {
    await()
        .atMost(SOON)
        .until(() -> served().equals(new ServerAnswer.Certificate(certificate.sha256())));
  }

  private void awaitEntry() {
    await().atMost(SOON).until(() -> state().exit() == 1 && entry(state()) != null);
    JsonNode entry = entry(state());
    assertThat(entry.get("status").asString()).isEqualTo("error");
    assertThat(entry.get("action").asString()).isNotEmpty();
  }

  private void awaitNoEntry() {
    await().atMost(SOON).until(() -> state().exit() == 0 && entry(state()) == null);
  }

  private Ran state() {
    return server.run("state", "--json");
  }

  private static @Nullable JsonNode entry(Ran state) {
    for (JsonNode entry : state.json().get("entries")) {
      if (entry.get("check").asString().startsWith("certdir")
          && entry.get("role").asString().equals("sg1")) {
        return entry;
      }
    }
    return null;
  }

  private String source() {
    return server
        .run("cert", "explain", ELSEWHERE, "--role", "sg1", "--json")
        .ok()
        .json()
        .get("source")
        .asString();
  }

  private ServerAnswer served() throws IOException {
    return ServerAnswer.to(
        ClientHello.of(ELSEWHERE, ClientHello.EVERY_ALGORITHM), server.address("tls"));
  }
}
