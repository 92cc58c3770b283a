package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
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
import tools.jackson.databind.JsonNode;

/** A dual certificate from the file to the phone that knows RSA only. */
@NeedsPeer("openssl")
class DualCertificateTest {

  private static final String NAME = "dual.example";

  @TempDir private static Path home;
  private static RunningTreeline server;
  private static MadeCertificate ec;
  private static MadeCertificate rsa;

  @BeforeAll
  static void putBoth() {
    CertificateMaker maker = new CertificateMaker();
    ec = maker.ec(NAME, "*.dual.example");
    rsa = maker.rsa(NAME, "*.dual.example");
    server = RunningTreeline.start(home);
    server.run("domain", "add", NAME).ok();
    String one = ec.write(home.resolve("ec.pem")).toString();
    String other = rsa.write(home.resolve("rsa.pem")).toString();
    server.run("cert", "put", NAME, one, other).ok();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-only, -tls1_3 -sigalgs RSA-PSS+SHA256:RSA+SHA256",
    "rsa-only, -tls1_2 -sigalgs RSA-PSS+SHA256:RSA+SHA256",
    "rsa-only, -tls1_2 -sigalgs RSA+SHA256 -cipher ECDHE-RSA-AES128-GCM-SHA256",
    "rsa-only, -tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384",
    "ecdsa-only, -tls1_3 -sigalgs ECDSA+SHA256",
    "ecdsa-only, -tls1_2 -sigalgs ECDSA+SHA256 -cipher ECDHE-ECDSA-AES128-GCM-SHA256",
    "any, -tls1_3",
    "any, -tls1_2"
  })
  void aClientGetsWhatExplainSaysOfItsKind(String kind, String options) throws Exception {
    for (String role : List.of("ws1", "sg1")) {
      for (String sni : List.of(NAME, "phone.dual.example")) {
        JsonNode said = explain(sni, "--role", role, "--client", kind);
        assertThat(said.get("sha256").asString())
            .isEqualTo((kind.equals("rsa-only") ? rsa : ec).sha256());
        assertThat(
                FullHandshake.byOpenSsl(
                    sni,
                    new InetSocketAddress(
                        "127.0.0.1", server.port(role, role.equals("ws1") ? "https" : "tls")),
                    options.split(" ")))
            .as("%s of %s at %s", sni, options, role)
            .isEqualTo(said.get("sha256").asString());
      }
    }
  }

  @Test
  void explainShowsBothPairs() {
    JsonNode said = explain(NAME);
    assertThat(said.get("client").asString()).isEqualTo("any");
    assertThat(said.get("pairs"))
        .extracting(pair -> pair.get("sha256").asString())
        .containsExactly(ec.sha256(), rsa.sha256());
    assertThat(server.run("cert", "explain", NAME, "--client", "rsa-only").ok().out())
        .contains("rsa-only", rsa.sha256(), "RSA 2048", "EC P-256");
    assertThat(server.api().get("/v1/explain?sni=" + NAME + "&client=rsa-only").get("sha256"))
        .isEqualTo(explain(NAME, "--client", "rsa-only").get("sha256"));
    assertThat(server.run("cert", "explain", NAME, "--client", "netscape").exit()).isEqualTo(1);
  }

  @Test
  void aTextThatWasReadIsPutAndImportedWithoutAChange() throws Exception {
    String read =
        server.run("domain", "show", NAME, "--json").ok().json().get("certificate_pem").asString();
    assertThat(read)
        .contains("key sha256=" + ec.keySha256(), "key sha256=" + rsa.keySha256())
        .doesNotContain("PRIVATE");
    String before = state();
    Path text = Files.writeString(home.resolve("read.pem"), read);
    server.run("cert", "put", NAME, text.toString()).ok();
    server.run("domain", "set", NAME, "certificate_pem=@" + text).ok();
    Path exported = home.resolve("exported.jsonl");
    server.run("domain", "export", exported.toString()).ok();
    server.run("domain", "import", exported.toString()).ok();
    server
        .run(
            "cert",
            "put",
            NAME,
            home.resolve("ec.pem").toString(),
            home.resolve("rsa.pem").toString())
        .ok();
    assertThat(state()).isEqualTo(before);
  }

  /** What is served and since when: nothing was stored anew. */
  private static String state() {
    return server.run("cert", "history", NAME, "--json").ok().json().toString()
        + explain(NAME)
        + explain(NAME, "--client", "rsa-only");
  }

  private static JsonNode explain(String sni, String... options) {
    List<String> words = new ArrayList<>(List.of("cert", "explain", sni, "--json"));
    words.addAll(List.of(options));
    return server.run(words.toArray(String[]::new)).ok().json();
  }
}
