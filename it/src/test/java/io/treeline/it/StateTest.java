package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The list of what needs a person. */
class StateTest {

  /** Within which a change made through Treeline opens and closes entries. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final String NAME = "shop.example";

  private final CertificateMaker maker = new CertificateMaker();
  @TempDir private Path home;
  private RunningTreeline server;

  @BeforeEach
  void start() {
    server = RunningTreeline.start(home);
    server.run("domain", "add", NAME).ok();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void entriesOpenAndCloseWithWhatIsPutInForce() {
    Ran fresh = server.run("state", "--json");
    assertThat(fresh.exit()).isZero();
    assertThat(entries(NAME)).isEmpty();

    put(maker.validUntil(Instant.now().minus(Duration.ofDays(2)), NAME));
    awaitStatus("error");
    assertThat(server.run("state").exit()).isEqualTo(1);
    assertThat(server.run("state").out()).contains(NAME, "expired", "cert put");

    put(maker.validUntil(Instant.now().plus(Duration.ofDays(5)), NAME));
    awaitStatus("warning");
    assertThat(server.run("state").exit()).isZero();

    put(maker.ec(NAME));
    await().atMost(SOON).until(() -> entries(NAME).isEmpty());
  }

  @Test
  void theNoticeIsTheDomainsOwnOrItsParents() {
    put(maker.validUntil(Instant.now().plus(Duration.ofDays(20)), NAME));
    assertThat(entries(NAME)).isEmpty();
    server.run("domain", "set", NAME, "expiry_notice_days=30").ok();
    awaitStatus("warning");
    server.run("domain", "set", NAME, "expiry_notice_days=").ok();
    await().atMost(SOON).until(() -> entries(NAME).isEmpty());
  }

  @Test
  void anEntryKeepsItsBeginningOverARestart() {
    put(maker.validUntil(Instant.now().minus(Duration.ofDays(2)), NAME));
    awaitStatus("error");
    String since = entries(NAME).getFirst().get("since").asString();
    server.stop();
    server = RunningTreeline.start(home);
    awaitStatus("error");
    assertThat(Instant.parse(entries(NAME).getFirst().get("since").asString()))
        .isCloseTo(Instant.parse(since), within(2, ChronoUnit.MILLIS));
  }

  private void put(MadeCertificate certificate) {
    server.run("cert", "put", NAME, certificate.write(home.resolve("put.pem")).toString()).ok();
  }

  private void awaitStatus(String status) {
    await()
        .atMost(SOON)
        .until(() ->
            entries(NAME).stream()
                .map(each -> each.get("status").asString())
                .toList()
                .equals(List.of(status)));
    JsonNode entry = entries(NAME).getFirst();
    for (String member : List.of("check", "reason", "action", "since")) {
      assertThat(entry.get(member).asString()).as(member).isNotEmpty();
    }
  }

  private List<JsonNode> entries(String domain) {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode entry : server.run("state", "--json").json().get("entries")) {
      if (entry.get("domain").asString("").equals(domain)) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
