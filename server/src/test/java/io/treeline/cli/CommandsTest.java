package io.treeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.access.Right;
import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import io.treeline.api.TestServer;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.name.DomainName;
import io.treeline.core.state.StateEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a running API with a real store, through the data directory's socket. */
class CommandsTest {

  @TempDir Path directory;
  private TestServer server;
  private Console console;

  @BeforeEach
  void start() {
    server = new TestServer(directory.resolve("data"));
    console = new Console(directory);
    console.environment.put("TREELINE_DATA", server.data.toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDomainIsAddedSetShownMovedRenamedAndRemoved() {
    assertThat(done("domain", "add", "shop.example.com"))
        .isEqualTo("Added shop.example.com below example.com.\n");
    assertThat(done("domain", "add", "x.shop.example.com", "--parent", "shop.example.com"))
        .isEqualTo("Added x.shop.example.com below shop.example.com.\n");
    done("domain", "set", "shop.example.com", "hsts_max_age=60", "acme_key_types=ec256,rsa2048");
    assertThat(done("domain", "show", "shop.example.com"))
        .contains("shop.example.com\n")
        .contains("  acme_key_types        ec256, rsa2048\n")
        .contains("  hsts_max_age          60\n")
        .contains("treeline cert explain shop.example.com");
    assertThat(done("domain", "set", "shop.example.com", "hsts_max_age=", "acme_profile=short"))
        .isEqualTo("shop.example.com: acme_profile set; hsts_max_age cleared.\n");
    assertThat(done("domain", "show", "shop.example.com")).doesNotContain("hsts");
    assertThat(done("domain", "rename", "shop.example.com", "store.example.com"))
        .isEqualTo("Renamed shop.example.com to store.example.com.\n");
    assertThat(done("domain", "move", "x.store.example.com", "example.com", "--allow-nested"))
        .isEqualTo("Moved x.store.example.com below example.com.\n");
    assertThat(done("domain", "remove", "store.example.com"))
        .isEqualTo("Removed store.example.com.\n");
  }

  @Test
  void aPkcs12FileIsInspectedAndPutWithAPassphraseFile() throws Exception {
    Files.write(directory.resolve("web.p12"), TestServer.pkcs12("example.com", "correct horse"));
    Files.writeString(directory.resolve("secret"), "correct horse\r\n");

    Console.Result locked = console.run("cert", "inspect", "web.p12");
    assertThat(locked.status()).isEqualTo(1);
    assertThat(locked.out()).contains("--passphrase-file").contains("of web.p12");
    assertThat(done("cert", "inspect", "web.p12", "--passphrase-file", "secret"))
        .contains("PKCS#12 container, with 1 private key and 1 certificate")
        .doesNotContain("correct horse");
    assertThat(done("cert", "put", "example.com", "web.p12", "--passphrase-file", "secret"))
        .contains("In force for example.com");
    assertThat(console.run("domain", "set", "example.com", "certificate_pem=@web.p12").err())
        .contains("treeline cert put NAME FILE");
  }

  @Test
  void whatTheServerRefusesEndsWithOneAndItsSentence() {
    Console.Result refused = console.run("domain", "show", "nowhere.example.com");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith("There is no domain 'nowhere.example.com'");

    Console.Result json = console.run("domain", "show", "nowhere.example.com", "--json");
    assertThat(json.status()).isEqualTo(1);
    assertThat(object(json.out()).number("status")).isEqualTo(404);

    server.add("a.example.com");
    server.add("b.a.example.com");
    assertThat(console.run("domain", "remove", "a.example.com").err()).contains("--recursive");
    assertThat(done("domain", "remove", "a.example.com", "--recursive"))
        .isEqualTo("Removed a.example.com and 1 below it.\n");
  }

  @Test
  void aCertificateIsPutExplainedAndListedAndItsKeyIsNeverShown() throws Exception {
    server.add("shop.example.com");
    Path pem = file("shop.pem", TestServer.pem("example.com"));

    String dry = done("cert", "put", "example.com", pem.toString(), "--dry-run");
    assertThat(dry)
        .contains("Dry run")
        .contains("2 names of the tree would get another certificate, that of example.com:")
        .contains("example.com, shop.example.com.");
    assertThat(console.run("cert", "history", "example.com").out()).contains("no certificate");

    String put = done("cert", "put", "example.com", pem.toString());
    assertThat(put).contains("In force for example.com: example.com, *.example.com, expires");
    String explained = done("cert", "explain", "shop.example.com");
    assertThat(explained)
        .contains("1. the name itself, shop.example.com: no certificate")
        .contains("applied")
        .contains("It gets the certificate of example.com, sha256 ")
        .contains("(in 90 days); it covers the name.");
    String shown = done("domain", "show", "example.com");
    String history = done("cert", "history", "example.com");
    assertThat(history).contains("in force").contains("held").contains("BY");
    String end = done("domain", "set", "example.com", "certificate_pem=", "--dry-run");
    assertThat(end)
        .contains("2 names of the tree would get another certificate, that of the role's certdir")
        .contains("certificate_pem could be cleared; dry run, nothing was stored.");
    assertThat(done("cert", "history", "example.com")).isEqualTo(history);
    String exported = done("domain", "export");
    for (String output : new String[] {dry, put, explained, shown, history, exported}) {
      assertThat(output).doesNotContain("PRIVATE KEY");
    }
  }

  @Test
  void aSettingIsReadFromAFile() throws Exception {
    Path pem = file("a.pem", TestServer.pem("example.com"));
    assertThat(done("domain", "set", "example.com", "certificate_pem=@" + pem))
        .contains("warning: The certificate is self-signed");
    assertThat(done("domain", "show", "example.com")).contains("BEGIN CERTIFICATE");
    done("domain", "set", "example.com", "certificate_pem=");
    assertThat(done("domain", "show", "example.com")).doesNotContain("BEGIN CERTIFICATE");
  }

  @Test
  void aRefusedCertificateSaysWhatIsWrong() throws Exception {
    String pem = TestServer.pem("example.com");
    Path key = file("only.key", pem.substring(0, pem.indexOf("-----BEGIN CERTIFICATE")));
    Console.Result refused = console.run("cert", "put", "example.com", key.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).isNotBlank().doesNotContain("PRIVATE KEY-----");
  }

  @Test
  void aSelfSignedCertificateIsSetForItsDomain() {
    String made = done("cert", "self-signed", "example.com", "--set", "--key", "ec256");
    assertThat(made).contains("in force for example.com").contains("192.0.2.10  example.com");
    assertThat(done("cert", "history", "example.com")).contains("self-signed");
  }

  @Test
  void anImportIsFollowedAndRefusedWhole() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      lines.append("{\"name\":\"d").append(i).append(".example.com\"}\n");
    }
    Path file = file("tree.jsonl", lines.toString());
    assertThat(done("domain", "import", file.toString()))
        .isEqualTo("Imported: 2000 added, 0 updated, 0 certificates.\n");

    console.input("{\"name\":\"new.example.com\"}\n{\"name\":\"a..b\"}\n");
    Console.Result refused = console.run("domain", "import", "-");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("a..b");
    assertThat(console.run("domain", "show", "new.example.com").status()).isEqualTo(1);
  }

  @Test
  void anExportGoesToAFileWholeOrNotAtAll() {
    assertThat(console.run("domain", "export", "out.jsonl").status()).isZero();
    assertThat(directory.resolve("out.jsonl")).content().startsWith("{\"name\":\"example.com\"");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("data", "out.jsonl");
  }

  @Test
  void theTreeIsDrawnAndSaysWhatItLeavesOut() throws Exception {
    server.add("a.example.com");
    server.add("b.a.example.com");
    server.add("c.b.a.example.com");
    server.add("z.example.com");
    done("cert", "put", "a.example.com", file("a.pem", TestServer.pem("a.example.com")).toString());

    assertThat(done("domain", "tree", "--depth", "2"))
        .isEqualTo(
            """
            example.com  no certificate: the role's certdir or the default
            ├─ a.example.com  own certificate, expires in 90 days
            │  └─ b.a.example.com  inherits from a.example.com, expires in 90 days
            │     └─ 1 below, left out: see 'treeline domain tree b.a.example.com', --depth and --limit
            └─ z.example.com  no certificate: the role's certdir or the default
            """);
    assertThat(done("domain", "tree", "--limit", "2"))
        .contains("├─ a.example.com")
        .contains("└─ 1 more, left out");
    assertThat(done("domain", "tree", "c.b.a.example.com"))
        .isEqualTo(
            "c.b.a.example.com  inherits from a.example.com, expires in 90 days, doesn't cover the"
                + " name\n");
    JsonObject json = object(done("domain", "tree", "--json"));
    assertThat(json.objects("branches")).hasSize(2);
    assertThat(json.number("leftOut")).isZero();
  }

  @Test
  void stateEndsWithOneOnlyIfSomethingIsAtError() {
    assertThat(done("state")).isEqualTo("Nothing needs anybody.\n");
    server.state.add(entry(StateEntry.Status.WARNING));
    assertThat(done("state"))
        .isEqualTo(
            """
            warning  domain example.com: It expires soon.
                     Put another.
                     certificate-expiry, since 2026-11-24T12:00:00Z (in 0 seconds)
            """);
    server.state.add(entry(StateEntry.Status.ERROR));
    Console.Result bad = console.run("state", "--json");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(object(bad.out()).objects("entries")).hasSize(2);
  }

  @Test
  void aTokenOpensTheServerFromElsewhere() throws Exception {
    Console.Result made =
        console.run("token", "create", "--subtree", "example.com", "--role", "admin", "--json");
    String token = object(made.out()).text("token");
    Path authority = file("ca.pem", server.tlsKey.chainPem());
    Console elsewhere = new Console(directory);
    elsewhere.environment.put("TREELINE_TOKEN", token);
    String url = "https://localhost:" + server.tlsPort;

    Console.Result listed =
        elsewhere.run("token", "list", "--url", url, "--ca-file", authority.toString());
    assertThat(listed.status()).as(listed.err()).isZero();
    assertThat(listed.out()).contains(object(made.out()).text("id")).doesNotContain(token);

    String pin = Fingerprint.of(server.tlsKey.leaf().getPublicKey().getEncoded()).hex();
    assertThat(elsewhere.run("state", "--url", url, "--pin", pin).status()).isZero();
    Console.Result untrusted = elsewhere.run("state", "--url", url);
    assertThat(untrusted.status()).isEqualTo(1);
    assertThat(untrusted.err()).contains("--ca-file").contains("--pin").doesNotContain(token);
    String wrongPin = "0".repeat(64);
    assertThat(elsewhere.run("state", "--url", url, "--pin", wrongPin).err()).contains(pin);

    done("token", "revoke", object(made.out()).text("id"));
    Console.Result revoked = elsewhere.run("state", "--url", url, "--pin", pin);
    assertThat(revoked.status()).isEqualTo(1);
    assertThat(revoked.err()).contains("revoked").doesNotContain(token);
  }

  @Test
  void aTokenIsAlsoReadFromAFile() throws Exception {
    Path file = file("token", server.token("example.com", Right.VIEWER) + "\n");
    String pin = Fingerprint.of(server.tlsKey.leaf().getPublicKey().getEncoded()).hex();
    Console elsewhere = new Console(directory);
    Console.Result state =
        elsewhere.run(
            "state",
            "--url",
            "https://127.0.0.1:" + server.tlsPort,
            "--pin",
            pin,
            "--token-file",
            file.toString());
    assertThat(state.status()).as(state.err()).isZero();
  }

  private String done(String... words) {
    Console.Result result = console.run(words);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private Path file(String name, String content) throws Exception {
    Path file = directory.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content);
  }

  private static StateEntry entry(StateEntry.Status status) {
    return new StateEntry(
        "certificate-expiry",
        status,
        "It expires soon.",
        "Put another.",
        TestServer.NOW,
        StateEntry.Where.domain(DomainName.parse("example.com")));
  }

  @Test
  void theLocalAuthorityIsMadeOnceIssuesAndGivesItsRoot() throws Exception {
    assertThat(console.run("cert", "local-ca", "root").err())
        .contains("no local authority yet")
        .contains("treeline cert local-ca create");
    assertThat(done("cert", "local-ca", "create"))
        .contains("The local authority CN=")
        .contains("treeline cert local-ca root");
    Console.Result second = console.run("cert", "local-ca", "create");
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err()).contains("--replace");
    done("domain", "add", "desk.local");
    assertThat(done("cert", "local-ca", "issue", "desk.local", "--days", "30"))
        .contains("In force for desk.local: desk.local, *.desk.local")
        .contains("in 30 days")
        .doesNotContain("warning:");
    assertThat(done("cert", "history", "desk.local")).contains("local-ca");
    assertThat(done("cert", "local-ca", "root")).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(done("cert", "local-ca", "root", "--out", "root.crt"))
        .contains("certutil", "update-ca-certificates", "Firefox", "Android", "iOS", "macOS");
    assertThat(directory.resolve("root.crt")).content().contains("BEGIN CERTIFICATE");
    assertThat(console.run("cert", "local-ca", "issue", "nowhere.local").err())
        .contains("There is no domain 'nowhere.local'");
    assertThat(console.run("cert", "local-ca", "issue", "desk.local", "--days", "826").status())
        .isEqualTo(2);
    assertThat(console.run("cert", "local-ca").status()).isEqualTo(2);
    assertThat(done("cert", "local-ca", "create", "--replace", "--json")).contains("\"sha256\"");
  }

  @Test
  void whatAnotherServerHasIsProposedAndThenApplied() throws Exception {
    Files.writeString(directory.resolve("a.pem"), TestServer.pem("import.example"));
    Files.writeString(
        directory.resolve("haproxy.cfg"), "frontend x\n  bind :443 ssl crt a.pem crt gone.pem\n");
    Console.Result dry = console.run("import", "haproxy", "haproxy.cfg");
    assertThat(dry.status()).as(dry.err()).isZero();
    assertThat(dry.out())
        .contains("add below example.com")
        .contains("haproxy.cfg:2")
        .contains("gone.pem can't be read")
        .contains("Dry run, nothing was changed: --apply makes it so, all or none (1 to do)")
        .doesNotContain("PRIVATE");
    assertThat(console.run("domain", "show", "import.example").status()).isEqualTo(1);
    assertThat(done("import", "haproxy", "haproxy.cfg", "--apply"))
        .contains("In force: 1 domain added, 0 updated, 1 certificate.");
    assertThat(done("domain", "show", "import.example")).contains("import.example");
    assertThat(done("import", "haproxy", "haproxy.cfg", "--apply", "--json"))
        .contains("\"action\":\"same\"")
        .contains("\"applied\":false")
        .doesNotContain("PRIVATE");
    assertThat(console.run("import", "nginx", "nowhere").status()).isEqualTo(1);
  }

  @Test
  void withoutAServerAProposalIsForAnEmptyTreeAndSaysSo() throws Exception {
    Files.writeString(directory.resolve("a.pem"), TestServer.pem("import.example"));
    Files.writeString(directory.resolve("haproxy.cfg"), "frontend x\n  bind :443 ssl crt a.pem\n");
    console.environment.put("TREELINE_DATA", directory.resolve("empty").toString());
    assertThat(done("import", "haproxy", "haproxy.cfg"))
        .contains("add below the master")
        .contains("no server answers here, so this is for an empty tree");
    Console.Result apply = console.run("import", "haproxy", "haproxy.cfg", "--apply");
    assertThat(apply.status()).isEqualTo(1);
    assertThat(apply.err()).contains("The server isn't running");
  }

  @Test
  void issuanceIsSetAskedForAndLooked() {
    server.add("a.example.com");
    assertThat(done("acme", "status")).contains("No domain is under automation");
    Console.Result off = console.run("acme", "issue", "a.example.com");
    assertThat(off.status()).isEqualTo(1);
    assertThat(off.err()).contains("acme_enabled=true");
    assertThat(
            done(
                "domain",
                "set",
                "a.example.com",
                "acme_enabled=true",
                "acme_account_email=ops@example.com"))
        .contains("'treeline acme status a.example.com' says how it goes");
    assertThat(done("acme", "issue", "a.example.com"))
        .isEqualTo("a.example.com is ordered now: 'treeline acme status a.example.com'.\n");
    assertThat(done("acme", "status", "a.example.com"))
        .startsWith("a.example.com  due, about to be ordered\n")
        .contains("  account               ops@example.com\n");
    assertThat(done("acme", "status")).contains("NAME", "a.example.com", "due");
    assertThat(done("acme", "log", "a.example.com")).contains("order.asked");
    assertThat(done("acme", "log")).contains("a.example.com  order.asked");
    assertThat(done("acme", "plan", "--horizon", "12h")).contains("a.example.com");
    assertThat(done("acme", "accounts")).contains("no account yet");
    Console.Result nothing =
        console.run("cert", "revoke", "a.example.com", "--reason", "superseded");
    assertThat(nothing.status()).isEqualTo(1);
    assertThat(nothing.err()).contains("nothing to revoke");
  }

  private static JsonObject object(String json) {
    return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
  }
}
