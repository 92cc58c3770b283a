package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Certificates come by themselves, from an authority that is as strict as it can be. */
@NeedsPeer({"pebble", "challtestsrv"})
class IssuanceTest {

  private static final String NAME = "shop.example";

  private final CertificateMaker maker = new CertificateMaker();
  @TempDir private Path home;
  private AcmeBed bed;
  private Challtestsrv names;
  private Pebble pebble;
  private FailingAuthority authority;
  private RunningTreeline server;

  @BeforeEach
  void start() {
    bed = new AcmeBed(home);
    names = Challtestsrv.start(home);
    pebble = bed.pebble().start(home, names.address());
    authority = FailingAuthority.before(pebble.port(), home);
    server = bed.from(authority).resolver(names.address()).start();
  }

  @AfterEach
  void stop() {
    server.close();
    authority.close();
    pebble.close();
    names.close();
  }

  @Test
  void fromTheSettingToTheFirstHandshake(TestReporter reporter) throws Exception {
    assertThat(AcmeBed.isIssued(bed.leaf(NAME))).isFalse();
    assertThat(authority.requests(AcmeStep.DIRECTORY)).as("nobody is asked unasked").isZero();
    server.run("domain", "add", NAME).ok();
    long from = System.nanoTime();
    server
        .run("domain", "set", NAME, "acme_enabled=true", "acme_account_email=ops@example.com")
        .ok();
    X509Certificate leaf = bed.awaitIssued(NAME);
    reporter.publishEntry(
        "from 'domain set' to the first handshake, ms",
        String.valueOf(Duration.ofNanos(System.nanoTime() - from).toMillis()));
    assertThat(AcmeBed.names(leaf)).containsExactly(NAME);
    bed.requireTrusted(NAME, pebble.root(0));

    awaitStatus("valid");
    String status = server.run("acme", "status", NAME).ok().out();
    assertThat(status)
        .contains(NAME, "valid", "ops@example.com", authority.directory().toString(), "expires");
    assertThat(server.run("acme", "status").ok().out()).contains(NAME);
    assertThat(server.run("acme", "log", NAME).ok().out().lines()).hasSizeGreaterThan(2);
    assertThat(planned()).isPositive();
    assertThat(certificatePem())
        .contains(
            "acme=" + authority.directory(),
            "date=",
            "renew-after=",
            "leaf-sha256=" + MadeCertificate.sha256(leaf.getEncoded()));
    assertThat(server.run("cert", "history", NAME).ok().out()).contains("acme");
    assertThat(server.run("state", "--json").ok().json().get("entries"))
        .noneMatch(entry -> entry.get("domain").asString("").equals(NAME));
    assertThat(pebble.orders()).isEqualTo(1);
  }

  @Test
  void aCertificateThatIsPastedOverIsLeftAloneUntilItIsCleared() throws Exception {
    AcmeBed.enable(server, NAME);
    final X509Certificate first = bed.awaitIssued(NAME);
    // With the header of the automatic one, which doesn't make it so.
    String header =
        certificatePem()
            .lines()
            .takeWhile(line -> !line.startsWith("key "))
            .reduce("", IssuanceTest::line);
    MadeCertificate own = maker.ec(NAME);
    Path pasted = Files.writeString(home.resolve("own.pem"), header + own.pem());
    server.run("cert", "put", NAME, pasted.toString()).ok();
    assertThat(MadeCertificate.sha256(bed.leaf(NAME).getEncoded())).isEqualTo(own.sha256());
    awaitStatus("manual");
    assertThat(server.run("state", "--json").ok().json().get("entries"))
        .anyMatch(entry -> entry.get("domain").asString("").equals(NAME));
    assertThat(server.run("acme", "log", NAME).ok().out()).contains("automation");

    afterAYear();
    assertThat(server.run("acme", "issue", NAME).exit()).isEqualTo(1);
    awaitStatus("manual");
    assertThat(MadeCertificate.sha256(bed.leaf(NAME).getEncoded())).isEqualTo(own.sha256());
    assertThat(pebble.orders()).isEqualTo(1);

    server.run("domain", "set", NAME, "certificate_pem=").ok();
    X509Certificate second = bed.awaitIssued(NAME, first);
    assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
    assertThat(pebble.orders()).isEqualTo(2);
  }

  @Test
  void whatTheAuthorityWantsRenewedNowIsRenewedWithReplaces() throws Exception {
    AcmeBed.enable(server, NAME);
    X509Certificate first = bed.awaitIssued(NAME);
    awaitStatus("valid");
    pebble.suggestRenewal(
        first, Instant.now().minus(Duration.ofDays(1)), Instant.now().minusSeconds(60));
    // It is asked twice a day: this is the next time.
    restartWith("UPDATE acme_domain SET window_ask_at = 1");
    X509Certificate second = bed.awaitIssued(NAME, first);
    assertThat(second.getNotBefore()).isAfterOrEqualTo(first.getNotBefore());
    assertThat(authority.orders()).hasSize(2);
    assertThat(authority.orders().getLast().get("replaces").asString()).contains(".");
    assertThat(pebble.orders()).isEqualTo(2);
  }

  @Test
  void aRemovedDomainAndADisabledOneLeaveThePlan() throws Exception {
    AcmeBed.enable(server, NAME);
    AcmeBed.enable(server, "gone.example");
    bed.awaitIssued(NAME);
    bed.awaitIssued("gone.example");
    server.run("domain", "remove", "gone.example").ok();
    server.run("domain", "set", NAME, "acme_enabled=").ok();
    await().atMost(AcmeBed.LONGEST).until(() -> planned() == 0);
    afterAYear();
    awaitStatus("off");
    assertThat(AcmeBed.isIssued(bed.leaf(NAME))).as("it is served on").isTrue();
    assertThat(pebble.orders()).isEqualTo(2);
  }

  @Test
  void whatCannotWorkIsSaidBeforeAnOrderAndFollowedToItsEnd() throws Exception {
    names.address(NAME, "192.0.2.1");
    server.run("domain", "add", NAME).ok();
    server
        .run("domain", "set", NAME, "acme_enabled=true", "acme_account_email=ops@example.com")
        .ok();
    awaitStatus("retrying");
    JsonNode status = AcmeBed.status(server, NAME);
    assertThat(status.get("trouble").get("kind").asString()).isEqualTo("preflight");
    assertThat(status.get("nextAttempt").asString()).isNotEmpty();
    Ran again = server.run("acme", "issue", NAME, "--wait");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("192.0.2.1");
    assertThat(server.run("state").exit()).isEqualTo(1);
    assertThat(pebble.orders()).isZero();

    names.clearAddress(NAME);
    Ran issued = server.run("acme", "issue", NAME, "--wait").ok();
    assertThat(issued.out()).contains("valid");
    assertThat(AcmeBed.isIssued(bed.leaf(NAME))).isTrue();
    assertThat(server.run("state").ok().exit()).isZero();
  }

  @Test
  void aRevokedCertificateIsReplacedByOneWithAnotherKey() throws Exception {
    AcmeBed.enable(server, NAME);
    X509Certificate first = bed.awaitIssued(NAME);
    awaitStatus("valid");
    Ran revoked = server.run("cert", "revoke", NAME, "--reason", "key-compromise").ok();
    assertThat(revoked.out()).contains("revoked", "treeline acme status " + NAME);
    assertThat(pebble.revokedFor(first)).isEqualTo(1);
    X509Certificate second = bed.awaitIssued(NAME, first);
    assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
    assertThat(pebble.revokedFor(second)).isNull();
    Ran wrong = server.run("cert", "revoke", NAME, "--reason", "boredom");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("key-compromise", "superseded");
  }

  private String certificatePem() {
    return server
        .run("domain", "show", NAME, "--json")
        .ok()
        .json()
        .get("certificate_pem")
        .asString();
  }

  private void awaitStatus(String status) {
    await("status " + status)
        .atMost(AcmeBed.LONGEST)
        .until(() -> AcmeBed.status(server, NAME).get("status").asString().equals(status));
  }

  private int planned() {
    return server
        .run("acme", "plan", "--horizon", "730d", "--json")
        .ok()
        .json()
        .get("orders")
        .asInt();
  }

  /** Everything that waits for a time finds that it has come. */
  private void afterAYear() throws SQLException {
    restartWith(
        "UPDATE acme_domain SET next_at = 1 WHERE next_at IS NOT NULL",
        "UPDATE acme_domain SET window_ask_at = 1 WHERE window_ask_at IS NOT NULL");
  }

  private void restartWith(String... changes) throws SQLException {
    server.stop();
    Database database = new Database(server.data());
    for (String change : changes) {
      database.change(change);
    }
    server = bed.start();
  }

  private static String line(String before, String line) {
    return before + line + "\n";
  }
}
