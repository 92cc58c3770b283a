package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What an authority does wrong is no failure of a domain; what it refuses is, and is told. */
@NeedsPeer({"pebble", "challtestsrv"})
class FailingAuthorityIssuanceTest {

  private static final String NAME = "shop.example";

  @TempDir private Path home;
  private AcmeBed bed;
  private Challtestsrv names;
  private int port;
  private FailingAuthority authority;
  private RunningTreeline server;

  @BeforeEach
  void start() {
    bed = new AcmeBed(home);
    names = Challtestsrv.start(home);
    port = FreePorts.next();
    authority = FailingAuthority.before(port, home);
    server = bed.from(authority).resolver(names.address()).start();
  }

  @AfterEach
  void stop() {
    server.close();
    authority.close();
    names.close();
  }

  @Test
  void anAuthorityThatIsDownIsUsedOnceItComes() {
    AcmeBed.enable(server, NAME);
    await()
        .atMost(AcmeBed.LONGEST)
        .until(() -> status().get("status").asString().equals("waiting"));
    assertThat(status().get("failures").asInt()).isZero();
    JsonNode waitsFor = status().get("waitsFor");
    assertThat(waitsFor.get("sentence").asString()).contains("can't be reached");
    assertThat(waitsFor.get("nextStep").asString()).contains("asked again");
    try (Pebble pebble = bed.pebble().start(home, names.address(), port)) {
      bed.awaitIssued(NAME);
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NEW_ORDER", "CHALLENGE", "FINALIZE", "CERTIFICATE"})
  void aStepThatFailsForTheAuthoritysSakeIsRepeated(AcmeStep step) {
    try (Pebble pebble = bed.pebble().start(home, names.address(), port)) {
      authority.refuse(step, 500, "serverInternal", "it is broken");
      authority.dropAnswer(step);
      AcmeBed.enable(server, NAME);
      bed.awaitIssued(NAME);
      assertThat(pebble.issued()).isEqualTo(1);
      assertThat(status().get("failures").asInt()).isZero();
    }
  }

  @Test
  void anAuthorityThatAsksForPatienceGetsIt() {
    try (Pebble pebble = bed.pebble().start(home, names.address(), port)) {
      Duration patience = Duration.ofSeconds(6);
      authority.limit(AcmeStep.NEW_ORDER, patience);
      AcmeBed.enable(server, NAME);
      await().atMost(AcmeBed.LONGEST).until(() -> authority.requests(AcmeStep.NEW_ORDER) == 1);
      long refused = System.nanoTime();
      await()
          .atMost(AcmeBed.LONGEST)
          .until(() -> status().get("status").asString().equals("waiting"));
      JsonNode waiting = status();
      assertThat(waiting.get("failures").asInt()).isZero();
      assertThat(waiting.get("waitsFor").get("problem").get("type").asString())
          .endsWith(":rateLimited");
      assertThat(server.run("acme", "log", NAME).ok().out()).contains("rateLimited");
      await().atMost(AcmeBed.LONGEST).until(() -> authority.requests(AcmeStep.NEW_ORDER) == 2);
      assertThat(Duration.ofNanos(System.nanoTime() - refused))
          .isGreaterThanOrEqualTo(patience.minusSeconds(1));
      bed.awaitIssued(NAME);
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @Test
  void whatTheAuthorityRefusesIsToldInItsWordsAndHarmsNoOther() {
    try (Pebble pebble =
        bed.pebble().blocking("blocked.example").start(home, names.address(), port)) {
      AcmeBed.enable(server, "blocked.example");
      AcmeBed.enable(server, NAME);
      bed.awaitIssued(NAME);
      await()
          .atMost(AcmeBed.LONGEST)
          .until(() ->
              AcmeBed.status(server, "blocked.example")
                  .get("status")
                  .asString()
                  .equals("retrying"));
      JsonNode trouble = AcmeBed.status(server, "blocked.example").get("trouble");
      assertThat(trouble.get("problem").get("type").asString())
          .startsWith("urn:ietf:params:acme:error:");
      assertThat(trouble.get("sentence").asString()).isNotBlank();
      assertThat(trouble.get("nextStep").asString()).isNotBlank();
      assertThat(server.run("acme", "log").ok().out())
          .contains("blocked.example", "urn:ietf:params:acme:error:");
      assertThat(pebble.issued()).isEqualTo(1);
    }
  }

  private JsonNode status() {
    return AcmeBed.status(server, NAME);
  }
}
