package io.treeline.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.KeyType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of other servers' files. */
class LayoutTest {

  @TempDir Path directory;
  private ForeignFiles files;

  @BeforeEach
  void begin() {
    files = new ForeignFiles(directory);
  }

  @Test
  void nginxIsReadWithItsIncludesAndWhatBlocksInherit() {
    files.write(
        "nginx.conf",
        """
        user www-data; # a comment with { and ;
        http {
          ssl_certificate shared.pem;
          ssl_certificate_key "shared key.pem";
          include sites-enabled/*;
          include conf.d/*.conf;
          map $host $x { default "a;b{c}"; }
          content_by_lua_block { local t = { a = 1 } }
        }
        """);
    files.write(
        "sites-enabled/a",
        """
        server {
          listen 443 ssl; listen [::]:443 ssl;
          server_name a.example www.a.example;
          ssl_certificate /etc/ssl/a.crt;
          ssl_certificate_key /etc/ssl/a.key;
          location ~ "^/x{2,3}$" { return 404; }
        }
        server { listen 80; server_name a.example; return 301 https://$host$request_uri; }
        """);
    files.write(
        "sites-enabled/b",
        """
        server {
          listen 443;
          server_name .b.example _;
        }
        """);
    Layout layout = ServerKind.NGINX.read(directory);
    assertThat(layout.sites())
        .extracting(Site::names)
        .containsExactly(
            List.of("a.example", "www.a.example"), List.of("b.example", "*.b.example"));
    assertThat(layout.sites().getFirst().files())
        .containsExactly(Path.of("/etc/ssl/a.crt"), Path.of("/etc/ssl/a.key"));
    assertThat(layout.sites().getLast().files())
        .containsExactly(directory.resolve("shared.pem"), directory.resolve("shared key.pem"));
    assertThat(layout.sites().getFirst().origin())
        .hasToString(directory.resolve("sites-enabled/a") + ":1");
    assertThat(layout.remarks()).isEmpty();
  }

  @Test
  void whatNginxKnowsOnlyWhileItRunsIsNamedWithItsLine() {
    Path site =
        files.write(
            "site",
            """
            server {
              listen 443 ssl;
              server_name ~^(?<u>.+)\\.users\\.example$ mail.*;
              ssl_certificate /certs/$ssl_server_name.crt;
              ssl_certificate_key ${dir}/x.key;
            }
            server {
              listen 80;
              ssl_certificate x.crt;
            }
            """);
    Layout layout = ServerKind.NGINX.read(site);
    assertThat(layout.sites()).isEmpty();
    assertThat(layout.remarks()).extracting(remark -> remark.origin().line()).containsExactly(4, 7);
    assertThat(layout.remarks().getFirst().sentence()).contains("$ssl_server_name", "variable");
  }

  @Test
  void aPatternAmongTheNamesIsNamedAndTheRestTaken() {
    Path site =
        files.write(
            "site",
            """
            server {
              listen 443 quic;
              server_name
                  shop.example
                  ~^x\\d+\\.example$;
              ssl_certificate x.crt; ssl_certificate_key x.key;
            }
            """);
    Layout layout = ServerKind.NGINX.read(site);
    assertThat(layout.sites().getFirst().names()).containsExactly("shop.example");
    assertThat(layout.remarks())
        .singleElement()
        .satisfies(remark -> assertThat(remark.sentence()).contains("is a pattern"));
  }

  @Test
  void aFileThatNginxIncludesAndThatIsGoneIsNamed() {
    Path conf = files.write("nginx.conf", "http {\n  include gone.conf;\n}\n");
    assertThat(ServerKind.NGINX.read(conf).remarks())
        .containsExactly(
            new Remark(
                new Origin(conf, 2),
                "There is no file " + directory.resolve("gone.conf") + ": check the path."));
  }

  @Test
  void certbotsLineagesAreRead() throws Exception {
    files.pair("archive/a.example/one", "a.example", 3);
    Path live = Files.createDirectories(directory.resolve("live/a.example"));
    Files.createSymbolicLink(
        live.resolve("fullchain.pem"), Path.of("../../archive/a.example/one.crt"));
    Files.createSymbolicLink(
        live.resolve("privkey.pem"), Path.of("../../archive/a.example/one.key"));
    files.write("live/README", "This directory contains your keys and certificates.");
    Files.createDirectories(directory.resolve("live/broken.example"));
    files.write("renewal/a.example.conf", "version = 2\nfullchain = /gone\nprivkey = /gone\n");
    files.write("renewal/lost.example.conf", "version = 2\n[renewalparams]\nserver = x\n");
    Layout layout = ServerKind.CERTBOT.read(directory);
    assertThat(layout.sites())
        .singleElement()
        .satisfies(site -> assertThat(site.files()).contains(live.resolve("privkey.pem")));
    assertThat(layout.remarks())
        .extracting(Remark::toString)
        .anyMatch(text -> text.contains("lost.example is renewed but not there"))
        .anyMatch(text -> text.contains("broken.example/fullchain.pem"));
    assertThat(ServerKind.CERTBOT.read(live).sites()).hasSize(1);
  }

  @Test
  void caddysDirectoryAndItsCaddyfileAreRead() {
    files.pair("certificates/acme.example-directory/a.example/a.example", "a.example", 3);
    files.pair(
        "certificates/acme.example-directory/wildcard_.b.example/wildcard_.b.example",
        "b.example",
        3);
    files.pair("certificates/local/localhost/localhost", "localhost", 0);
    files.write(
        "Caddyfile",
        """
        {
          email someone@example.com
        }
        (files) {
          tls own.crt own.key
        }
        c.example, https://www.c.example:8443,
        d.example {
          import files
          reverse_proxy localhost:9000 {
            header_up Host {host}
          }
        }
        http://plain.example {
          tls never.crt never.key
        }
        e.example {
          tls internal
        }
        {$NAME}.example {
          tls {$CERT} {$KEY}
        }
        """);
    Layout layout = ServerKind.CADDY.read(directory);
    assertThat(layout.sites())
        .extracting(Site::names)
        .containsExactly(List.of("c.example", "www.c.example", "d.example"), List.of(), List.of());
    assertThat(layout.sites().getFirst().files())
        .containsExactly(directory.resolve("own.crt"), directory.resolve("own.key"));
    assertThat(layout.remarks())
        .extracting(Remark::toString)
        .anyMatch(text -> text.contains("Caddyfile:18") && text.contains("tls internal"))
        .anyMatch(text -> text.contains("Caddyfile:20") && text.contains("placeholder"))
        .anyMatch(text -> text.contains("localhost.crt") && text.contains("local-ca issue"));
  }

  @Test
  void aCaddyfileWithoutBracesIsOneSite() {
    Path file = files.write("Caddyfile", "a.example\n\ntls a.pem a-key.pem\nfile_server\n");
    assertThat(ServerKind.CADDY.read(file).sites())
        .singleElement()
        .satisfies(site -> assertThat(site.names()).containsExactly("a.example"));
  }

  @Test
  void haproxysBindLinesListsStoresAndDirectoriesAreRead() {
    files.whole("certs/a.pem", "a.example", 1, KeyType.EC256);
    files.pair("certs/b", "b.example", 1);
    files.write("certs/b.crt.ocsp", "not a certificate");
    files.whole("dual.pem.rsa", "c.example", 1, KeyType.RSA2048);
    files.whole("dual.pem.ecdsa", "c.example", 1, KeyType.EC256);
    Path list =
        files.write(
            "list.txt",
            """
            # certificate, options, names
            one.pem [alpn h2 verify none] d.example *.d.example !x.d.example
            @store/alias e.example
            """);
    Path configuration =
        files.write(
            "haproxy.cfg",
            """
            global
              ssl-default-bind-options ssl-min-ver TLSv1.2
            crt-store web
              crt-base %1$s/store
              load crt "f f.pem" key f.key alias f
            frontend https # crt nothing.pem
              bind :443 ssl crt certs/ crt dual.pem alpn h2,http/1.1
              bind :444 ssl crt-list list.txt
              bind :445 ssl crt "$DIR/x.pem"
            """
                .formatted(directory));
    Layout layout = ServerKind.HAPROXY.read(configuration);
    assertThat(layout.sites())
        .extracting(
            site -> site.files().stream().map(file -> file.getFileName().toString()).toList())
        .containsExactly(
            List.of("f f.pem", "f.key"),
            List.of("a.pem"),
            List.of("b.crt", "b.key"),
            List.of("dual.pem.ecdsa", "dual.pem.rsa"),
            List.of("one.pem"));
    assertThat(layout.sites().getFirst().files().getFirst())
        .isEqualTo(directory.resolve("store/f f.pem"));
    assertThat(layout.sites().getLast().names()).containsExactly("d.example", "*.d.example");
    assertThat(layout.sites().getLast().origin()).isEqualTo(new Origin(list, 2));
    assertThat(layout.remarks())
        .extracting(remark -> remark.origin().line())
        .containsExactly(2, 3, 9);
    assertThat(ServerKind.HAPROXY.read(directory.resolve("certs")).sites()).hasSize(2);
  }

  @Test
  void anythingIsReadWithoutAFailure() {
    for (String text :
        List.of("", "}", "{", "{{{{", "\"", "a {", "}}}}", "\\", "a,", "tls", "${")) {
      Path file = files.write("any", text);
      for (ServerKind kind : ServerKind.values()) {
        assertThat(kind.read(file).sites()).as("%s: %s", kind, text).isEmpty();
      }
    }
    for (ServerKind kind : ServerKind.values()) {
      assertThat(kind.read(directory.resolve("gone")).remarks()).as("%s", kind).isNotEmpty();
    }
  }
}
