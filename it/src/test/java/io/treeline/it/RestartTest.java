package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that was there before a restart is there after it, and clients that come back notice nothing.
 */
class RestartTest {

  private static final String NAME = "shop.example";

  @TempDir private static Path home;
  private static RunningTreeline server;
  private static String token;

  @BeforeAll
  static void fill() {
    server = RunningTreeline.start(home);
    CertificateMaker maker = new CertificateMaker();
    server.run("domain", "add", NAME).ok();
    server.run("domain", "add", "www." + NAME).ok();
    server.run("domain", "set", NAME, "hsts_max_age=31536000", "acme_subdomains=www,*").ok();
    for (int i = 0; i < 3; i++) {
      MadeCertificate made = maker.ec(NAME, "*." + NAME);
      server.run("cert", "put", NAME, made.write(home.resolve("put.pem")).toString()).ok();
    }
    server.run("domain", "rename", "www." + NAME, "web." + NAME).ok();
    token = server.run("token", "create", "--subtree", NAME, "--role", "viewer").ok().out().strip();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everythingSurvives() {
    Map<String, String> before = answers();
    List<String> servedBefore = served();
    restart();
    assertThat(answers()).isEqualTo(before);
    assertThat(served()).isEqualTo(servedBefore);
    AdminApi viewer = new AdminApi(server.port("api1", "https"), token);
    assertThat(viewer.get("/v1/domains/web." + NAME).get("name").asString())
        .isEqualTo("web." + NAME);
  }

  @Test
  void theActiveConfigurationRulesAStartWithoutAFile() throws Exception {
    server.stop();
    server =
        RunningTreeline.startWith(
            home, List.of("serve", "--data", home.resolve("data").toString()));
    assertThat(server.printed()).contains("ws1 https://127.0.0.1:", "sg1 tls://127.0.0.1:");
  }

  @Test
  @NeedsPeer("openssl")
  void aSessionIsResumedAcrossTheRestart() throws IOException {
    for (String scheme : List.of("https", "tls")) {
      for (String protocol : List.of("-tls1_2", "-tls1_3")) {
        Path session = home.resolve("session" + scheme + protocol);
        assertThat(connect(scheme, protocol, "-sess_out", session)).contains("New, TLSv1");
        assertThat(session).isNotEmptyFile();
      }
    }
    restart();
    for (String scheme : List.of("https", "tls")) {
      for (String protocol : List.of("-tls1_2", "-tls1_3")) {
        Path session = home.resolve("session" + scheme + protocol);
        assertThat(connect(scheme, protocol, "-sess_in", session))
            .as("%s %s", scheme, protocol)
            .contains("Reused, TLSv1");
      }
    }
  }

  @Test
  @NeedsPeer("openssl")
  void aSessionOfOneRoleIsNotResumedAtAnother() throws IOException {
    Path session = home.resolve("session-ws");
    assertThat(connect("https", "-tls1_2", "-sess_out", session)).contains("New, TLSv1");
    assertThat(connect("tls", "-tls1_2", "-sess_in", session)).contains("New, TLSv1");
  }

  /** In TLS 1.3 the tickets come after the handshake, so it reads on until there is one. */
  private static String connect(String scheme, String protocol, String option, Path session)
      throws IOException {
    String command =
        "openssl s_client -connect 127.0.0.1:%d -servername %s %s %s '%s' -ign_eof"
            .formatted(server.port(scheme), NAME, protocol, option, session);
    // A request that is answered makes sure that the tickets were read; sg closes by itself.
    String request =
        "printf 'GET / HTTP/1.1\\r\\nHost: " + NAME + "\\r\\nConnection: close\\r\\n\\r\\n'";
    return Launcher.runProgram(List.of("bash", "-c", request + " | " + command)).out();
  }

  private static void restart() {
    server.stop();
    server = RunningTreeline.start(home);
  }

  private static Map<String, String> answers() {
    return Map.of(
        "export", server.run("domain", "export").ok().out(),
        "history", server.run("cert", "history", NAME, "--json").ok().out(),
        "domain", server.run("domain", "show", NAME, "--json").ok().out(),
        "tokens", server.run("token", "list", "--json").ok().out());
  }

  private static List<String> served() {
    List<String> served = new ArrayList<>();
    try {
      for (String name : List.of(NAME, "web." + NAME, "elsewhere.test", "platform.local")) {
        for (String scheme : List.of("https", "tls")) {
          served.add(FullHandshake.byTheJdk(name, server.address(scheme), "TLSv1.3"));
        }
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return served;
  }
}
