package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The server is killed at each step of an order, with the request not yet sent or with its answer
 * not yet there: it goes on with the same order, and serves the old certificate until then.
 */
@NeedsPeer({"pebble", "challtestsrv"})
class KilledIssuanceTest {

  private static final String NAME = "shop.example";

  @TempDir private static Path home;
  private static AcmeBed bed;
  private static Challtestsrv names;
  private static Pebble pebble;
  private static FailingAuthority authority;
  private static RunningTreeline server;

  @BeforeAll
  static void issueAFirstOne() {
    bed = new AcmeBed(home);
    names = Challtestsrv.start(home);
    pebble = bed.pebble().start(home, names.address());
    authority = FailingAuthority.before(pebble.port(), home);
    server = bed.from(authority).resolver(names.address()).start();
    AcmeBed.enable(server, NAME);
    bed.awaitIssued(NAME);
    awaitValid();
  }

  @AfterAll
  static void stop() {
    server.close();
    authority.close();
    pebble.close();
    names.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NEW_ORDER, false",
    "NEW_ORDER, true",
    "AUTHORIZATION, false",
    "AUTHORIZATION, true",
    "CHALLENGE, false",
    "CHALLENGE, true",
    "FINALIZE, false",
    "FINALIZE, true",
    "CERTIFICATE, false",
    "CERTIFICATE, true"
  })
  void itGoesOnWithTheOrderThatTheAuthorityHas(AcmeStep step, boolean answered) {
    final long before = pebble.orders();
    final long issuedBefore = pebble.issued();
    X509Certificate old = bed.leaf(NAME);
    FailingAuthority.Held held = answered ? authority.holdAnswer(step) : authority.hold(step);
    server.run("acme", "issue", NAME).ok();
    held.awaitArrival();
    assertThat(bed.leaf(NAME)).as("served meanwhile").isEqualTo(old);
    server.kill();
    held.abandon();
    server = bed.start();

    X509Certificate fresh = bed.awaitIssued(NAME, old);
    assertThat(fresh.getNotBefore()).isAfterOrEqualTo(old.getNotBefore());
    awaitValid();
    assertThat(pebble.orders() - before).as("orders").isEqualTo(1);
    assertThat(pebble.issued() - issuedBefore).as("certificates").isEqualTo(1);
  }

  /** After the last request there is only what the server does by itself: chance picks a moment. */
  @Test
  void itLosesNoCertificateThatItHas() {
    for (int round = 0; round < 4; round++) {
      final long before = pebble.orders();
      final X509Certificate old = bed.leaf(NAME);
      int asked = authority.requests(AcmeStep.CERTIFICATE);
      server.run("acme", "issue", NAME).ok();
      await()
          .atMost(AcmeBed.LONGEST)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1 + 3L * round))
          .until(() -> authority.requests(AcmeStep.CERTIFICATE) > asked);
      server.kill();
      server = bed.start();
      bed.awaitIssued(NAME, old);
      awaitValid();
      assertThat(pebble.orders() - before).as("orders, round %d", round).isEqualTo(1);
    }
  }

  private static void awaitValid() {
    await("valid")
        .atMost(AcmeBed.LONGEST)
        .until(() -> AcmeBed.status(server, NAME).get("status").asString().equals("valid"));
  }
}
