package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After issuance in fair and in foul weather, no key of an account, of a certificate or of a
 * challenge, and no secret of the configuration, is in anything that the server wrote.
 */
@NeedsPeer({"pebble", "named"})
class IssuanceSecretsTest {

  private static final String NAME = "shop.example";
  private static final String HMAC_KEY =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString("what the authority gave out, once".getBytes());

  private final Traces traces = new Traces();
  private final List<Secret> secrets = new ArrayList<>();
  @TempDir private Path home;

  @Test
  void nothingThatTreelineWritesHoldsASecret() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    Bind.Options zones = new Bind.Options().zone("example");
    secrets.add(Secret.of("the account binding's key", HMAC_KEY));
    secrets.add(Secret.of("the TSIG key", zones.secret()));
    secrets.add(Secret.ofAnyEcKey());
    assertThatTheSearchWorks();
    Path hmac = Files.writeString(home.resolve("eab.secret"), HMAC_KEY);
    Path tsig = Files.writeString(home.resolve("tsig.secret"), zones.secret());
    try (Bind bind = zones.start(home);
        Pebble pebble =
            bed.pebble().externalAccount("kid-7", HMAC_KEY).start(home, bind.address())) {
      bed.from(pebble)
          .resolver(bind.address())
          .with("eab", Map.of("kid", "kid-7", "hmac_key", file(hmac)))
          .with(
              "dns",
              Map.of(
                  "update",
                  Map.of(
                      "server", bind.address(),
                      "zone", "example",
                      "key", "treeline",
                      "algorithm", "hmac-sha256",
                      "secret", file(tsig))));
      try (RunningTreeline server = bed.start()) {
        live(server, bed);
        // A wrong key, of which the server complains.
        Files.writeString(tsig, HMAC_KEY + "x");
        Files.writeString(hmac, zones.secret() + "=");
      }
      try (RunningTreeline server = bed.start()) {
        AcmeBed.enable(server, "other.example", "acme_challenge=dns-01");
        await()
            .atMost(AcmeBed.LONGEST)
            .until(() -> AcmeBed.status(server, "other.example").hasNonNull("trouble"));
        run(server, "acme", "status", "other.example");
        run(server, "acme", "log", "--json");
        run(server, "state");
        server.stop();
        traces.keepRemains(server);
      }
    }
    assertThat(traces.places()).contains("treeline.db", "GET /v1/acme/log");
    traces.requireNone(secrets);
  }

  /** Everything that has to do with issuance. */
  private void live(RunningTreeline server, AcmeBed bed) throws Exception {
    AcmeBed.enable(server, NAME, "acme_challenge=dns-01", "acme_subdomains=*." + NAME);
    AcmeBed.enable(server, "web.example", "acme_challenge=tls-alpn-01");
    bed.awaitIssued(NAME);
    bed.awaitIssued("web.example");
    run(server, "acme", "authorize", NAME, "--json");
    run(server, "acme", "issue", NAME, "--wait");
    run(server, "cert", "revoke", NAME, "--reason", "superseded", "--json");
    run(server, "acme", "status", NAME, "--json");
    run(server, "acme", "status");
    run(server, "acme", "log");
    run(server, "acme", "plan", "--json");
    run(server, "domain", "show", NAME, "--json");
    run(server, "domain", "export");
    run(server, "cert", "history", NAME, "--json");
    run(server, "state", "--json");
    AdminApi api = server.api();
    for (String path :
        List.of(
            "/v1/acme/domains",
            "/v1/acme/domains/" + NAME,
            "/v1/acme/domains/" + NAME + "/authorization",
            "/v1/acme/log",
            "/v1/acme/plan",
            "/v1/domains/" + NAME)) {
      traces.keep("GET " + path, api.text(path));
    }
    traces.keepFiles("while it ran: ", server.data());
    server.stop();
    traces.keep("the first log", server.log());
    traces.keepFiles("in between: ", server.data());
  }

  private void assertThatTheSearchWorks() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    assertThat(secrets.getLast().in(key)).isPresent();
    assertThat(secrets.getLast().in(Base64.getEncoder().encode(key))).isPresent();
  }

  private void run(RunningTreeline server, String... words) {
    traces.keep(String.join(" ", words), server.run(words));
  }

  private static Map<String, String> file(Path file) {
    return Map.of("file", file.toString());
  }
}
