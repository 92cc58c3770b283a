package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server is killed before it has an account: it gets one, and no second. */
@NeedsPeer({"pebble", "challtestsrv"})
class KilledFirstIssuanceTest {

  private static final String NAME = "shop.example";

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({"DIRECTORY, false", "NEW_NONCE, true", "NEW_ACCOUNT, false", "NEW_ACCOUNT, true"})
  void itGetsOneAccountAndOneCertificate(AcmeStep step, boolean answered) {
    AcmeBed bed = new AcmeBed(home);
    try (Challtestsrv names = Challtestsrv.start(home);
        Pebble pebble = bed.pebble().start(home, names.address());
        FailingAuthority authority = FailingAuthority.before(pebble.port(), home)) {
      RunningTreeline killed = bed.from(authority).resolver(names.address()).start();
      FailingAuthority.Held held = answered ? authority.holdAnswer(step) : authority.hold(step);
      AcmeBed.enable(killed, NAME);
      held.awaitArrival();
      killed.kill();
      held.abandon();
      try (RunningTreeline server = bed.start()) {
        bed.awaitIssued(NAME);
        assertThat(pebble.accounts()).isEqualTo(1);
        assertThat(pebble.orders()).isEqualTo(1);
        assertThat(server.run("acme", "log", NAME).ok().out()).isNotBlank();
      }
    }
  }
}
