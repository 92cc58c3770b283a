package io.treeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import io.treeline.api.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that want no server. */
class LocalCommandsTest {

  @TempDir Path directory;
  private Console console;

  @BeforeEach
  void open() {
    console = new Console(directory);
  }

  @Test
  void aSelfSignedPairIsWrittenAndInspected() throws Exception {
    Console.Result made =
        console.run("cert", "self-signed", "Platform.local", "--out", "certs", "--days", "30");
    assertThat(made.status()).as(made.err()).isZero();
    assertThat(made.out())
        .contains("platform.local, *.platform.local")
        .contains("2026-12-24T12:00:00Z (in 30 days)")
        .contains("    192.0.2.10  platform.local\n")
        .contains("Chrome")
        .doesNotContain("PRIVATE");
    Path key = directory.resolve("certs/server.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");

    Console.Result inspected =
        console.run("cert", "inspect", "certs/server.crt", "certs/server.key");
    assertThat(inspected.status()).as(inspected.err()).isZero();
    assertThat(inspected.out())
        .contains("RSA 2048")
        .contains("warning:")
        .contains("key sha256=")
        .contains("RSA-only phones (sg)  with conditions: The certificate is self-signed")
        .doesNotContain("PRIVATE KEY");
    JsonObject json =
        Json.readObject(
            console
                .run("cert", "inspect", "certs/server.crt", "certs/server.key", "--json")
                .out()
                .getBytes(StandardCharsets.UTF_8));
    assertThat(json.objects("fitness"))
        .extracting(each -> each.text("use") + " " + each.text("verdict"))
        .containsExactly("browser conditional", "sip-trunk conditional", "old-phone conditional");
    assertThat(json.objects("findings"))
        .anySatisfy(each -> {
          assertThat(each.text("code")).isEqualTo("self-signed");
          assertThat(each.optionalText("file")).isEqualTo("certs/server.crt");
          assertThat(each.number("block")).isEqualTo(1);
          assertThat(each.text("todo")).startsWith("have each client");
        });
  }

  @Test
  void whatStoodInTheFilesIsKept() throws Exception {
    console.run("cert", "self-signed", "a.example", "--out", "c", "--key", "ec256");
    String first = Files.readString(directory.resolve("c/server.key"));
    console.run("cert", "self-signed", "a.example", "--out", "c", "--key", "ec256");
    assertThat(directory.resolve("c/server.key")).content().isNotEqualTo(first);
    assertThat(directory.resolve("c/server.key.old")).content().isEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("c/server.key.old"))))
        .isEqualTo("rw-------");
  }

  @Test
  void inspectRefusesWhatAnUploadWouldBeRefusedFor() throws Exception {
    String pem = TestServer.pem("a.example");
    Files.writeString(
        directory.resolve("only.crt"), pem.substring(pem.indexOf("-----BEGIN CERTIFICATE")));
    Console.Result refused = console.run("cert", "inspect", "only.crt", "--json");
    assertThat(refused.status()).isEqualTo(1);
    JsonObject json = Json.readObject(refused.out().getBytes(StandardCharsets.UTF_8));
    assertThat(json.flag("accepted")).isFalse();
    assertThat(json.objects("findings").getFirst().text("code")).isEqualTo("no-key");
  }

  @Test
  void inspectReadsStandardInputAndJudgesAName() {
    Console.Result inspected =
        console
            .input(TestServer.pem("a.example"))
            .run("cert", "inspect", "-", "--name", "b.example", "--json");
    assertThat(inspected.status()).isZero();
    assertThat(inspected.out()).contains("name-not-covered").contains("\"covers\":false");
  }

  @Test
  void moreThanACertificateIsNotRead() throws Exception {
    Files.write(directory.resolve("huge.pem"), new byte[300 * 1024]);
    Console.Result refused = console.run("cert", "inspect", "huge.pem");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("256 KiB");
  }

  @Test
  void aConfigurationIsCheckedAndEveryProblemNamed() throws Exception {
    Files.writeString(directory.resolve("bad.json"), "{\"roles\":[{\"name\":1}],\"colour\":2}");
    Console.Result bad = console.run("config", "check", "bad.json");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.err().lines().toList()).hasSizeGreaterThan(1).anyMatch(l -> l.contains("roles"));
    assertThat(bad.out()).isEmpty();

    Files.writeString(
        directory.resolve("good.json"),
        "{\"general\":{\"generaldomain\":\"a.example\"},"
            + "\"roles\":[{\"name\":\"ws1\",\"roletype\":\"ws\",\"http_port\":8080,"
            + "\"https_port\":8443}]}");
    Console.Result good = console.run("config", "check", "good.json", "--json");
    assertThat(good.out() + good.err()).contains("\"valid\":true");
    assertThat(good.status()).isZero();
  }
}
