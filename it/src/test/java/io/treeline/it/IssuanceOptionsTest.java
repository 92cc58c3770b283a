package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be chosen of an authority: its account binding, profiles, chains, kinds of keys. */
@NeedsPeer({"pebble", "challtestsrv", "openssl"})
class IssuanceOptionsTest {

  private static final String NAME = "shop.example";
  private static final String HMAC_KEY =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString("a secret of the authority's own.".getBytes());

  @TempDir private Path home;

  @Test
  void anAccountIsBoundAndAProfileAndAChainAreChosen() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    Path hmac = Files.writeString(home.resolve("eab.secret"), HMAC_KEY);
    try (Challtestsrv names = Challtestsrv.start(home);
        Pebble pebble =
            bed.pebble()
                .externalAccount("kid-7", HMAC_KEY)
                .profile("classic", Duration.ofDays(90))
                .profile("shortlived", Duration.ofHours(160))
                .with("PEBBLE_ALTERNATE_ROOTS", 2)
                .start(home, names.address());
        RunningTreeline server =
            bed.from(pebble)
                .resolver(names.address())
                .with("eab", Map.of("kid", "kid-7", "hmac_key", Map.of("file", hmac.toString())))
                .start()) {
      X509Certificate root = pebble.root(2);
      String rootName = root.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
      AcmeBed.enable(server, NAME, "acme_profile=shortlived", "acme_preferred_chain=" + rootName);
      X509Certificate leaf = bed.awaitIssued(NAME);
      assertThat(Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
          .isBetween(Duration.ofHours(159), Duration.ofHours(161));
      bed.requireTrusted(NAME, root);

      server.run("domain", "add", "other.example").ok();
      server.run("domain", "set", NAME, "acme_profile=no-such-profile").ok();
      await()
          .atMost(AcmeBed.LONGEST)
          .until(() ->
              AcmeBed.status(server, NAME).get("trouble").toString().contains("no-such-profile"));
      assertThat(bed.leaf(NAME)).as("served on").isEqualTo(leaf);
    }
  }

  @Test
  void twoKindsOfKeysAreADualCertificate() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    try (Challtestsrv names = Challtestsrv.start(home);
        Pebble pebble = leisurely(bed).start(home, names.address());
        RunningTreeline server = bed.from(pebble).resolver(names.address()).start()) {
      AcmeBed.enable(server, NAME, "acme_key_types=ec256,rsa2048");
      bed.awaitIssued(NAME);
      InetSocketAddress https = server.address("https");
      String ofOld =
          FullHandshake.byOpenSsl(NAME, https, "-tls1_2", "-sigalgs", "RSA-PSS+SHA256:RSA+SHA256");
      String ofNew = FullHandshake.byOpenSsl(NAME, https, "-tls1_3", "-sigalgs", "ECDSA+SHA256");
      assertThat(ofOld).isNotEqualTo(ofNew);
      assertThat(server.run("cert", "explain", NAME, "--json").ok().json().get("pairs"))
          .extracting(pair -> pair.get("sha256").asString())
          .containsExactly(ofNew, ofOld);
      assertThat(pebble.issued()).isEqualTo(2);
    }
  }

  /** It takes its time over each validation, and now and then takes an earlier one for it. */
  private static Pebble.Options leisurely(AcmeBed bed) {
    return bed.pebble()
        .with("PEBBLE_VA_NOSLEEP", 0)
        .with("PEBBLE_VA_SLEEPTIME", 3)
        .with("PEBBLE_AUTHZREUSE", 50);
  }
}
