package io.treeline.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every input of the corpus of certificates is given to a running server: what it takes completes a
 * handshake, and no key or passphrase is in anything that it answers, logs, exports or keeps.
 */
@NeedsPeer("openssl")
class CorpusStaysInsideTest {

  private static final Path CORPUS =
      Path.of("../core/src/test/resources/io/treeline/core/cert").toAbsolutePath().normalize();
  private static final Pattern PLAIN_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  /** A line of the table. */
  private record Input(String name, List<String> files, String passphrase) {}

  private final Map<String, byte[]> written = new LinkedHashMap<>();
  @TempDir private Path home;

  @Test
  void whatIsTakenHandshakesAndNoSecretLeavesTheServer() throws Exception {
    List<Input> inputs = inputs();
    List<Secret> secrets = secrets(inputs);
    int stored = 0;
    RunningTreeline server = RunningTreeline.start(home);
    try {
      Path names = home.resolve("names.input");
      Files.write(
          names, inputs.stream().map(each -> "{\"name\":\"" + domain(each) + "\"}").toList());
      server.run("domain", "import", names.toString()).ok();
      AdminApi api = new AdminApi(server.port("api1", "https"), token(server));
      for (Input input : inputs) {
        String path = "/v1/domains/" + domain(input) + "/certificate";
        String body = body(input);
        keep(input.name() + ", dry", api.putJson(path + "?dryRun=true", body));
        if (keep(input.name(), api.putJson(path, body)) > 0) {
          stored++;
          String served =
              FullHandshake.byOpenSsl(domain(input), server.address("https"), "-verify_quiet");
          assertThat(served)
              .as("what %s is served as", input.name())
              .isEqualTo(api.explain(domain(input), "ws1").get("sha256").asString());
        }
        keep(
            input.name() + ", no passphrase",
            api.putJson(path, body(new Input("", input.files(), ""))));
      }
      written.put("the export", api.export().getBytes(UTF_8));
      written.put("the state", api.text("/v1/system-state").getBytes(UTF_8));
      collectFiles(server.data());
    } finally {
      server.stop();
    }
    written.put("the log", server.log().getBytes(UTF_8));
    written.put(
        "the audit",
        String.join(
                "\n",
                new Database(server.data()).rows("SELECT actor, action, target, detail FROM audit"))
            .getBytes(UTF_8));
    collectFiles(server.data());

    assertThat(inputs).hasSizeGreaterThanOrEqualTo(120);
    assertThat(stored).as("inputs that were stored").isGreaterThan(100);
    assertThat(secrets).as("secrets that are looked for").hasSizeGreaterThan(20);
    assertThat(secrets.getFirst().in(Files.readAllBytes(CORPUS.resolve("corpus/openssl-rsa.pem"))))
        .as("the search works")
        .isPresent();
    for (Secret secret : secrets) {
      written.forEach(
          (where, octets) -> assertThat(secret.in(octets)).as("%s in %s", secret, where).isEmpty());
    }
  }

  private static List<Input> inputs() throws IOException {
    return Files.readString(CORPUS.resolve("corpus.txt"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\|"))
        .map(cells ->
            new Input(
                cells[0].strip(), List.of(cells[2].strip().split("[,\\s]+")), cells[3].strip()))
        .toList();
  }

  /** The keys that stand in the corpus unencrypted, that of its RSA key first, and passphrases. */
  private static List<Secret> secrets(List<Input> inputs) throws IOException {
    Set<String> bodies = new LinkedHashSet<>();
    List<String> files = new ArrayList<>(List.of("openssl-rsa.pem"));
    inputs.forEach(input -> files.addAll(input.files()));
    for (String file : files) {
      String text = Files.readString(CORPUS.resolve("corpus").resolve(file), ISO_8859_1);
      Matcher key = PLAIN_KEY.matcher(text);
      while (key.find()) {
        bodies.add(key.group(1).replaceAll("\\s", ""));
      }
    }
    List<Secret> secrets = new ArrayList<>();
    bodies.forEach(body -> secrets.addAll(ofKey(body)));
    inputs.stream()
        .map(Input::passphrase)
        .filter(passphrase -> passphrase.length() >= 12)
        .distinct()
        .forEach(passphrase -> secrets.add(Secret.of("a passphrase", passphrase)));
    return secrets;
  }

  private static List<Secret> ofKey(String base64) {
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        PrivateKey key =
            KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        return Secret.of("a key of the corpus", key);
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        // The other algorithm, or a damaged one.
      }
    }
    return List.of();
  }

  private static String token(RunningTreeline server) {
    return server
        .run("token", "create", "--subtree", "platform.local", "--role", "admin")
        .ok()
        .out()
        .strip();
  }

  private static String domain(Input input) {
    return input.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".corpus";
  }

  private static String body(Input input) throws IOException {
    List<Map<String, String>> files = new ArrayList<>();
    for (String file : input.files()) {
      byte[] octets = Files.readAllBytes(CORPUS.resolve("corpus").resolve(file));
      files.add(Map.of("name", file, "base64", Base64.getEncoder().encodeToString(octets)));
    }
    Map<String, Object> body = new LinkedHashMap<>(Map.of("files", files));
    if (!input.passphrase().isEmpty()) {
      body.put("passphrase", input.passphrase());
    }
    return JsonMapper.shared().writeValueAsString(body);
  }

  /** Keeps an answer, and gives 1 if it says that something was done. */
  private int keep(String what, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(what + ": " + answer.body()).isIn(200, 201, 400, 413, 422);
    written.put(what, answer.body().getBytes(UTF_8));
    return answer.statusCode() / 100 == 2 ? 1 : 0;
  }

  private void collectFiles(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("master.key")) {
          written.put(written.size() + " " + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
  }
}
