package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Many domains at once, from an authority that refuses every other nonce. */
@NeedsPeer({"pebble", "challtestsrv"})
class ManyIssuancesTest {

  @TempDir private Path home;

  @Test
  void fiveHundredAreIssuedAndNoneTwice(TestReporter reporter) throws Exception {
    issue(500, 50, reporter);
  }

  @Test
  @Tag("long")
  void evenWhereNineOfTenNoncesAreRefused(TestReporter reporter) throws Exception {
    issue(20, 90, reporter);
  }

  private void issue(int count, int refusedPercent, TestReporter reporter) throws Exception {
    AcmeBed bed = new AcmeBed(home);
    try (Challtestsrv names = Challtestsrv.start(home);
        Pebble pebble =
            bed.pebble()
                .with("PEBBLE_WFE_NONCEREJECT", refusedPercent)
                .start(home, names.address());
        RunningTreeline server = bed.from(pebble).resolver(names.address()).start()) {
      List<String> all = IntStream.range(0, count).mapToObj(i -> "d" + i + ".example").toList();
      Path file =
          Files.write(
              home.resolve("all.jsonl"),
              all.stream()
                  .map(name ->
                      "{\"name\":\"%s\",\"acme_enabled\":true,\"acme_account_email\":\"a@b.example\"}"
                          .formatted(name))
                  .toList());
      long from = System.nanoTime();
      server.run("domain", "import", file.toString()).ok();
      await("all issued")
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> all.stream().allMatch(name -> AcmeBed.isIssued(bed.leaf(name))));
      reporter.publishEntry(
          count + " domains, " + refusedPercent + " % of the nonces refused, ms",
          String.valueOf(Duration.ofNanos(System.nanoTime() - from).toMillis()));
      assertThat(pebble.issued()).isEqualTo(count);
      assertThat(pebble.orders()).isEqualTo(count);
    }
  }
}
