package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a life with all that a server does, no private key, passphrase or token is in anything that
 * it wrote: answers, logs, exports, the files of the store.
 */
@NeedsPeer("openssl")
class SecretsStayInsideTest {

  private static final String PASSPHRASE = "correct horse battery staple";
  private static final String OTHER_PASSPHRASE = "Tr0ub4dor&3/+long enough";

  private final CertificateMaker maker = new CertificateMaker();
  private final List<Secret> secrets = new ArrayList<>();
  private final Traces traces = new Traces();
  @TempDir private Path home;
  private RunningTreeline server;

  @Test
  void nothingThatTreelineWritesHoldsASecret() throws Exception {
    MadeCertificate plain = made("the key of plain.example", maker.ecWithOwnKey("plain.example"));
    MadeCertificate dual = made("the RSA key of dual.example", maker.rsa("dual.example"));
    MadeCertificate other = made("the EC key of dual.example", maker.ecWithOwnKey("dual.example"));
    MadeCertificate locked =
        made("the key of locked.example", maker.ecWithOwnKey("locked.example"));
    MadeCertificate role = made("the key of the certdir", maker.ecWithOwnKey("role.example"));
    secrets.add(Secret.of("the passphrase", PASSPHRASE));
    Path certdir = Files.createDirectory(home.resolve("certdir"));
    Files.writeString(certdir.resolve("server.key"), role.keyPem());
    Files.writeString(certdir.resolve("server.crt"), role.certificatePem());
    server =
        RunningTreeline.start(
            home,
            RunningTreeline.EVERY_ROLE.replace(
                "\"127.0.0.1:9\"", "\"127.0.0.1:9\", \"certdir\": \"" + certdir + "\""));
    try {
      Path input = importAll(plain, dual, other);
      assertThat(secrets.getFirst().in(Files.readAllBytes(input)))
          .as("the search works")
          .isPresent();
      putLocked(locked);
      refuseTorn(plain, other);
      giveInOtherForms(dual);
      giveWhereNoKeyBelongs(plain);
      askEverything();
      useTokens();
      useTheLocalAuthority();
      importFromAnotherServer(role);
      traces.keepFiles("while it ran: ", server.data());
    } finally {
      server.stop();
    }
    traces.keepRemains(server);
    assertThat(traces.places()).contains("treeline.db", "GET /v1/export").hasSizeGreaterThan(40);
    traces.requireNone(secrets);
  }

  private Path importAll(MadeCertificate plain, MadeCertificate dual, MadeCertificate other)
      throws IOException {
    Path file =
        Files.writeString(
            home.resolve("tree.input"),
            """
            {"name":"plain.example","certificate_pem":"%s"}
            {"name":"dual.example","certificate_pem":"%s"}
            {"name":"locked.example"}
            """
                .formatted(escaped(plain.pem()), escaped(dual.pem() + other.pem())));
    run("domain", "import", file.toString());
    run("domain", "import", file.toString(), "--json");
    return file;
  }

  private void putLocked(MadeCertificate locked) throws IOException {
    Path pass = Files.writeString(home.resolve("pass.input"), PASSPHRASE + "\n");
    Path key = Files.writeString(home.resolve("key.input"), locked.keyPem());
    Path sealed = home.resolve("sealed.input");
    Launcher.runProgram(
            List.of(
                "openssl",
                "pkcs8",
                "-topk8",
                "-in",
                key.toString(),
                "-passout",
                "file:" + pass,
                "-out",
                sealed.toString()))
        .ok();
    Path leaf = Files.writeString(home.resolve("leaf.input"), locked.certificatePem());
    List<String> files = List.of(sealed.toString(), leaf.toString());
    run("cert", "put", "locked.example", files.get(0), files.get(1));
    for (String option : List.of("--dry-run", "--json")) {
      run(
          "cert",
          "put",
          "locked.example",
          files.get(0),
          files.get(1),
          "--passphrase-file",
          pass.toString(),
          option);
    }
    run("cert", "inspect", files.get(0), files.get(1), "--passphrase-file", pass.toString());
    run(
        "cert",
        "inspect",
        files.get(0),
        files.get(1),
        "--passphrase-file",
        pass.toString(),
        "--json");
  }

  private void refuseTorn(MadeCertificate one, MadeCertificate other) throws IOException {
    Path torn =
        Files.writeString(home.resolve("torn.input"), one.keyPem() + other.certificatePem());
    run("cert", "put", "plain.example", torn.toString());
    run("cert", "inspect", torn.toString());
    String key = one.keyPem();
    Path cut =
        Files.writeString(
            home.resolve("cut.input"),
            key.substring(0, key.indexOf("-----END")) + other.certificatePem());
    run("cert", "put", "plain.example", cut.toString());
    Path broken =
        Files.writeString(
            home.resolve("broken.input"),
            "{\"name\":\"plain.example\",\"certificate_pem\":\"" + escaped(one.pem()) + "\",,}\n");
    run("domain", "import", broken.toString());
    Path unknown =
        Files.writeString(
            home.resolve("unknown.input"),
            "{\"name\":\"plain.example\",\"colour\":\"" + escaped(one.pem()) + "\"}\n");
    run("domain", "import", unknown.toString());
    run("domain", "set", "plain.example", "expiry_notice_days=@" + home.resolve("torn.input"));
    run("config", "check", home.resolve("torn.input").toString());
  }

  /** As other tools write keys, with the right passphrase, a wrong one and none. */
  private void giveInOtherForms(MadeCertificate made) throws IOException {
    secrets.add(Secret.of("another passphrase", OTHER_PASSPHRASE));
    String key = Files.writeString(home.resolve("rsa.input"), made.keyPem()).toString();
    String leaf =
        Files.writeString(home.resolve("rsa-leaf.input"), made.certificatePem()).toString();
    String pass = Files.writeString(home.resolve("other-pass.input"), OTHER_PASSPHRASE).toString();
    String wrong = Files.writeString(home.resolve("wrong.input"), PASSPHRASE).toString();
    String traditional = "openssl rsa -traditional -in " + key + " -out ";
    made("pkcs1.input", traditional);
    made(
        "dek.input",
        "openssl rsa -traditional -aes256 -passout file:" + pass + " -in " + key + " -out ");
    made("key-der.input", "openssl pkcs8 -topk8 -nocrypt -outform DER -in " + key + " -out ");
    made(
        "pair-p12.input",
        "openssl pkcs12 -export -passout file:"
            + pass
            + " -inkey "
            + key
            + " -in "
            + leaf
            + " -out ");
    for (String form : List.of("pkcs1.input", "dek.input", "key-der.input", "pair-p12.input")) {
      String file = home.resolve(form).toString();
      run("cert", "put", "dual.example", file, leaf, "--passphrase-file", pass);
      run("cert", "inspect", file, leaf, "--passphrase-file", wrong, "--json");
      run("cert", "put", "dual.example", file, leaf, "--dry-run", "--fetch-issuers", "--json");
    }
  }

  private void made(String file, String command) {
    List<String> words = new ArrayList<>(List.of(command.strip().split(" ")));
    words.add(home.resolve(file).toString());
    Launcher.runProgram(words).ok();
  }

  /** A key without its BEGIN line, in a header, as a setting, in a configuration, as a line. */
  private void giveWhereNoKeyBelongs(MadeCertificate made) throws IOException {
    String body = made.keyPem().replaceAll("-----[A-Z ]*-----", "").strip();
    String header =
        Files.writeString(home.resolve("header.input"), body + "\n" + made.pem()).toString();
    run("cert", "put", "plain.example", header, "--json");
    String bare = Files.writeString(home.resolve("bare.input"), body).toString();
    run("cert", "put", "plain.example", bare);
    run("domain", "set", "plain.example", "certificate_pem=@" + bare, "--dry-run");
    run("domain", "set", "plain.example", "acme_account_email=@" + bare, "--json");
    run("domain", "set", "plain.example", "acme_subdomains=@" + bare);
    run("domain", "add", body.lines().findFirst().orElseThrow());
    String quoted = made.pem().lines().map(line -> "> " + line + "\n").reduce("", String::concat);
    run("cert", "inspect", Files.writeString(home.resolve("quoted.input"), quoted).toString());
    String lines =
        "{\"name\":\"plain.example\",\"certificate_pem\":\""
            + escaped(body + made.certificatePem())
            + "\"}\n{\"name\":\""
            + escaped(body)
            + "\"}\n"
            + body
            + "\n";
    String file = Files.writeString(home.resolve("misplaced.input"), lines).toString();
    run("domain", "import", file, "--dry-run");
  }

  private void askEverything() {
    run("domain", "tree");
    run("domain", "export");
    run("state", "--json");
    for (String name : List.of("plain.example", "dual.example", "locked.example")) {
      run("domain", "show", name);
      run("domain", "show", name, "--json");
      run("cert", "history", name, "--json");
      run("cert", "explain", name, "--json");
    }
    run("cert", "explain", "role.example", "--role", "sg1", "--client", "rsa-only");
  }

  private void useTokens() {
    String token =
        server
            .run("token", "create", "--subtree", "platform.local", "--role", "admin")
            .ok()
            .out()
            .strip();
    secrets.add(Secret.of("a token", token));
    AdminApi api = new AdminApi(server.port("api1", "https"), token);
    for (String path :
        List.of(
            "/v1/domains",
            "/v1/domains/dual.example",
            "/v1/domains/dual.example/certificate",
            "/v1/domains/dual.example/certificates",
            "/v1/export",
            "/v1/explain?sni=dual.example",
            "/v1/tokens",
            "/v1/system-state")) {
      traces.keep("GET " + path, api.text(path));
    }
    run("token", "list", "--json");
    String url = "https://127.0.0.1:" + server.port("api1", "https");
    Ran elsewhere = Launcher.run("state", "--url", url, "--token", token, "--pin", "0".repeat(64));
    assertThat(elsewhere.exit()).isEqualTo(1);
    traces.keep("state --url", elsewhere);
  }

  /** Its key is made inside: any that isn't sealed would be found by how it begins. */
  private void useTheLocalAuthority() {
    secrets.add(Secret.ofAnyEcKey());
    run("cert", "local-ca", "create");
    run("cert", "local-ca", "create", "--json");
    run("cert", "local-ca", "issue", "locked.example", "--json");
    run("cert", "local-ca", "root");
    run("cert", "history", "locked.example", "--json");
  }

  private void importFromAnotherServer(MadeCertificate made) throws IOException {
    made.write(home.resolve("haproxy-pair.input"));
    String configuration =
        Files.writeString(
                home.resolve("haproxy.input"),
                "frontend x\n  bind :443 ssl crt haproxy-pair.input crt torn.input\n")
            .toString();
    run("import", "haproxy", configuration);
    run("import", "haproxy", configuration, "--json");
    run("import", "haproxy", configuration, "--apply");
    run("import", "haproxy", configuration, "--apply", "--json");
    run("import", "nginx", home.resolve("torn.input").toString());
  }

  private MadeCertificate made(String what, MadeCertificate certificate) {
    secrets.addAll(Secret.of(what, certificate.keys().getPrivate()));
    secrets.addAll(Secret.ofLines(what, certificate.keyPem(), certificate.keys().getPrivate()));
    return certificate;
  }

  private void run(String... words) {
    Ran ran =
        words[1].equals("inspect") || words[0].equals("config")
            ? Launcher.run(words)
            : server.run(words);
    assertThat(ran.exit()).as(String.join(" ", words)).isIn(0, 1);
    traces.keep(String.join(" ", words), ran);
  }

  private static String escaped(String pem) {
    return pem.replace("\n", "\\n");
  }
}
