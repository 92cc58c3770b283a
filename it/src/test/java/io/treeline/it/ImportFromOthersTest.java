package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Configurations that other servers themselves call good are proposed, applied and served. */
@NeedsPeer("openssl")
class ImportFromOthersTest {

  @TempDir private Path home;
  private Path other;
  private RunningTreeline server;

  @BeforeEach
  void start() throws IOException {
    server = RunningTreeline.start(home);
    other = Files.createDirectory(home.resolve("other"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @NeedsPeer("nginx")
  void whatNginxServesIsServedByTreeline() throws Exception {
    certificate("certs/a", "a.example", "*.a.example");
    certificate("certs/b", "b.example");
    write(
        "nginx.conf",
        """
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events {}
        http {
          access_log off;
          include sites/*.conf;
        }
        """
            .formatted(other));
    write(
        "sites/a.conf",
        """
        server {
          listen 127.0.0.1:18443 ssl;
          server_name a.example www.a.example;
          ssl_certificate certs/a.crt;
          ssl_certificate_key certs/a.key;
        }
        server {
          listen 127.0.0.1:18443 ssl;
          server_name b.example ~^b[0-9]+\\.example$;
          ssl_certificate certs/b.crt;
          ssl_certificate_key certs/b.key;
        }
        server {
          listen 127.0.0.1:18443 ssl;
          server_name c.example;
          ssl_certificate $ssl_server_name.crt;
          ssl_certificate_key $ssl_server_name.key;
        }
        """);
    Launcher.runProgram(
            List.of("nginx", "-t", "-p", other.toString(), "-c", other.resolve("nginx.conf") + ""))
        .ok();
    JsonNode proposal = server.run("import", "nginx", other.toString(), "--json").ok().json();
    assertThat(actions(proposal))
        .containsExactly(
            Map.entry("a.example", "add"),
            Map.entry("b.example", "add"),
            Map.entry("www.a.example", "inherit"));
    assertThat(proposal.get("notUnderstood").toString())
        .contains("a.conf", "\"line\":9", "\"line\":16", "$ssl_server_name");
    assertThat(server.run("domain", "show", "a.example").exit()).as("a dry run").isEqualTo(1);
    server.run("import", "nginx", other.toString(), "--apply").ok();
    served("a.example", "certs/a");
    served("www.a.example", "certs/a");
    served("b.example", "certs/b");
    assertThat(
            actions(server.run("import", "nginx", other.toString(), "--json").ok().json()).values())
        .containsExactly("same", "same", "inherit");
  }

  @Test
  @NeedsPeer("haproxy")
  void whatHaproxyServesIsServedByTreeline() throws Exception {
    certificate("one", "one.example");
    certificate("two", "two.example", "*.two.example");
    certificate("old", "two.example");
    write("certs/one.pem", text("one.crt") + text("one.key"));
    write("two.pem", text("two.key") + text("two.crt"));
    write(
        "list", other.resolve("two.pem") + " [alpn h2] two.example *.two.example !x.two.example\n");
    write(
        "haproxy.cfg",
        """
        global
          log /dev/null local0
        defaults
          mode http
          timeout client 1s
          timeout server 1s
          timeout connect 1s
        frontend https
          bind 127.0.0.1:18443 ssl crt %1$s/certs crt-list %1$s/list
          http-request return status 200
        """
            .formatted(other));
    Launcher.runProgram(List.of("haproxy", "-c", "-f", other.resolve("haproxy.cfg").toString()))
        .ok();
    String configuration = other.resolve("haproxy.cfg").toString();
    JsonNode applied =
        server.run("import", "haproxy", configuration, "--apply", "--json").ok().json();
    assertThat(applied.get("applied").asBoolean()).isTrue();
    assertThat(applied.get("result").get("added").asInt()).isEqualTo(2);
    assertThat(applied.get("notUnderstood").toString()).contains("!x.two.example");
    served("one.example", "one");
    served("sub.two.example", "two");
  }

  @Test
  @NeedsPeer("caddy")
  void whatCaddyServesIsServedByTreeline() throws Exception {
    certificate("own", "own.example");
    certificate(
        "certificates/acme-v02.api.example-directory/got.example/got.example", "got.example");
    write(
        "Caddyfile",
        """
        {
          admin off
          auto_https disable_redirects
        }
        https://own.example:18443 {
          tls %1$s/own.crt %1$s/own.key
          respond "ok"
        }
        https://in.example:18443 {
          tls internal
        }
        """
            .formatted(other));
    String caddyfile = other.resolve("Caddyfile").toString();
    Launcher.runProgram(
            List.of(
                "env",
                "HOME=" + home,
                "caddy",
                "validate",
                "--adapter",
                "caddyfile",
                "--config",
                caddyfile))
        .ok();
    Ran applied = server.run("import", "caddy", other.toString(), "--apply").ok();
    assertThat(applied.out()).contains("tls internal", "Caddyfile:10", "2 domains added");
    served("own.example", "own");
    served("got.example", "certificates/acme-v02.api.example-directory/got.example/got.example");
  }

  @Test
  void whatCertbotKeepsIsServedByTreelineTheNewestOfTwo() throws Exception {
    lineage("site.example", "site.example", "www.site.example");
    lineage("site.example-0001", "site.example", "www.site.example");
    server.run("domain", "add", "site.example").ok();
    Ran proposed = server.run("import", "certbot", other.toString()).ok();
    assertThat(proposed.out()).contains("put in force", "Set aside:", "gets it from site.example");
    JsonNode applied =
        server.run("import", "certbot", other.toString(), "--apply", "--json").ok().json();
    String chosen = applied.get("proposed").get(0).get("file").asString();
    served("www.site.example", chosen.substring(other.toString().length() + 1) + "/fullchain");
  }

  private void lineage(String lineage, String... names) throws IOException {
    certificate("archive/" + lineage + "/pair1", names);
    Path live = Files.createDirectories(other.resolve("live").resolve(lineage));
    Path archive = other.resolve("archive").resolve(lineage);
    Files.createSymbolicLink(live.resolve("fullchain.pem"), archive.resolve("pair1.crt"));
    Files.createSymbolicLink(live.resolve("privkey.pem"), archive.resolve("pair1.key"));
    Files.createSymbolicLink(live.resolve("fullchain.crt"), archive.resolve("pair1.crt"));
    write(
        "renewal/" + lineage + ".conf",
        "version = 2.1.0\nfullchain = %1$s/fullchain.pem\nprivkey = %1$s/privkey.pem\n"
            .formatted(live));
  }

  private static Map<String, String> actions(JsonNode proposal) {
    Map<String, String> actions = new LinkedHashMap<>();
    for (JsonNode each : proposal.get("proposed")) {
      actions.put(each.get("name").asString(), each.get("action").asString());
    }
    return actions;
  }

  private void served(String name, String file) throws Exception {
    String expected =
        Launcher.runProgram(
                List.of(
                    "openssl",
                    "x509",
                    "-in",
                    other.resolve(file + ".crt").toString(),
                    "-noout",
                    "-fingerprint",
                    "-sha256"))
            .ok()
            .out();
    assertThat(FullHandshake.byTheJdk(name, server.address("https"), "TLSv1.3"))
        .isEqualTo(
            expected
                .substring(expected.indexOf('=') + 1)
                .strip()
                .replace(":", "")
                .toLowerCase(java.util.Locale.ROOT));
  }

  /** Makes {@code file.crt} and {@code file.key}. */
  private void certificate(String file, String... names) throws IOException {
    Path crt = other.resolve(file + ".crt");
    Files.createDirectories(crt.getParent());
    Launcher.runProgram(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                other.resolve(file + ".key").toString(),
                "-out",
                crt.toString(),
                "-days",
                "80",
                "-subj",
                "/CN=" + names[0],
                "-addext",
                "subjectAltName=DNS:" + String.join(",DNS:", names)))
        .ok();
  }

  private void write(String file, String text) throws IOException {
    Path path = other.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String text(String file) throws IOException {
    return Files.readString(other.resolve(file));
  }
}
