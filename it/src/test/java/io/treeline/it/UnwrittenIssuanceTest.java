package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store refuses a write in the middle of an order: the old certificate is served on, and once
 * writes are taken again the new one is there, from the order that was made.
 */
@NeedsPeer({"pebble", "challtestsrv"})
class UnwrittenIssuanceTest {

  private static final String NAME = "shop.example";

  /** Each write of an order, as a trigger sees it. */
  private static final List<String> WRITES =
      List.of(
          "INSERT ON acme_order",
          "UPDATE ON acme_order",
          "INSERT ON challenge",
          "INSERT ON certificate",
          "DELETE ON acme_order");

  @TempDir private Path home;
  private AcmeBed bed;
  private Challtestsrv names;
  private Pebble pebble;
  private FailingAuthority authority;
  private RunningTreeline server;

  /** How many lines the log had when a write was refused from. */
  private long seen;

  @BeforeEach
  void startTheAuthority() {
    bed = new AcmeBed(home);
    names = Challtestsrv.start(home);
    pebble = bed.pebble().start(home, names.address());
    authority = FailingAuthority.before(pebble.port(), home);
    bed.from(authority).resolver(names.address());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    authority.close();
    pebble.close();
    names.close();
  }

  @Test
  void aStoreThatRefusesExactlyOneKindOfWriteLosesNoCertificate() throws Exception {
    server = bed.start();
    AcmeBed.enable(server, NAME);
    bed.awaitIssued(NAME);
    awaitValid();
    for (String write : WRITES) {
      final X509Certificate old = bed.leaf(NAME);
      final long before = pebble.orders();
      refuse(write);
      server.run("acme", "issue", NAME).ok();
      await("the refusal of " + write).atMost(AcmeBed.LONGEST).until(() -> refusals() > 0);
      assertThat(bed.leaf(NAME)).as(write).isEqualTo(old);
      take();
      bed.awaitIssued(NAME, old);
      awaitValid();
      assertThat(pebble.orders() - before).as(write).isEqualTo(1);
    }
  }

  /** A trigger can leave no trace where it refuses; the log of the server has it. */
  private long refusals() {
    return server
        .log()
        .lines()
        .skip(seen)
        .filter(line -> line.contains("refused by the test"))
        .count();
  }

  private void refuse(String write) throws SQLException {
    seen = server.log().lines().count();
    new Database(server.data())
        .change(
            "CREATE TRIGGER refusal BEFORE "
                + write
                + " BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
  }

  private void take() throws SQLException {
    new Database(server.data()).change("DROP TRIGGER refusal");
  }

  private void awaitValid() {
    await("valid")
        .atMost(AcmeBed.LONGEST)
        .until(() -> AcmeBed.status(server, NAME).get("status").asString().equals("valid"));
  }
}
