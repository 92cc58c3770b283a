package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that an operator without an authority makes. */
class SelfSignedTest {

  @TempDir private static Path home;
  private static RunningTreeline server;

  @BeforeAll
  static void start() {
    server = RunningTreeline.start(home);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @NeedsPeer("openssl")
  @CsvSource({"rsa2048, 2048 bit", "ec256, 256 bit"})
  void opensslReadsWhatIsWritten(String key, String bits) throws IOException {
    Path directory = home.resolve(key);
    Ran made =
        Launcher.run(
                "cert",
                "self-signed",
                "office.local",
                "--key",
                key,
                "--days",
                "30",
                "--out",
                directory.toString())
            .ok();
    assertThat(made.out()).contains("server.key", "server.crt", "office.local");
    String certificate = openssl("x509", directory, "server.crt", "-noout", "-text");
    assertThat(certificate)
        .contains("DNS:office.local, DNS:*.office.local", bits, "TLS Web Server Authentication");
    assertThat(openssl("x509", directory, "server.crt", "-noout", "-pubkey"))
        .isEqualTo(openssl("pkey", directory, "server.key", "-pubout"));
    assertThat(Files.getPosixFilePermissions(directory.resolve("server.key"))).hasSize(2);
  }

  @Test
  void oneThatIsSetIsServedByTheNextHandshake() throws Exception {
    server.run("domain", "add", "desk.local").ok();
    Ran made = server.run("cert", "self-signed", "desk.local", "--key", "ec256", "--set").ok();
    assertThat(made.out()).contains("desk.local");
    String explained =
        server.run("cert", "explain", "desk.local", "--json").ok().json().get("sha256").asString();
    assertThat(FullHandshake.byTheJdk("desk.local", server.address("https"), "TLSv1.3"))
        .isEqualTo(explained);
    assertThat(
            server
                .run("cert", "explain", "a.desk.local", "--json")
                .ok()
                .json()
                .get("covers")
                .asBoolean())
        .as("its wildcard covers one label more")
        .isTrue();
  }

  @Test
  void oneForADomainThatIsntThereIsRefused() {
    Ran refused = server.run("cert", "self-signed", "nowhere.local", "--set");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("nowhere.local");
  }

  @Test
  void wrongUsageIsSaidSo() {
    for (List<String> words :
        List.of(
            List.of("--days", "0"),
            List.of("--days", "soon"),
            List.of("--key", "dsa1024"),
            List.of("--set", "--out", home.toString()))) {
      List<String> line = new ArrayList<>(List.of("cert", "self-signed", "a.local"));
      line.addAll(words);
      assertThat(Launcher.run(line).exit()).as("%s", words).isEqualTo(2);
    }
  }

  private static String openssl(String command, Path directory, String file, String... options) {
    List<String> line =
        new ArrayList<>(List.of("openssl", command, "-in", directory.resolve(file).toString()));
    line.addAll(List.of(options));
    return Launcher.runProgram(line).ok().out();
  }
}
