package io.treeline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import io.treeline.store.AuditVerdict;
import io.treeline.store.DomainRow;
import io.treeline.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a server with SIGKILL while it writes, again and again, on the same data directory. */
class CrashTest {

  private static final int ROUNDS = Integer.getInteger("treeline.crash.rounds", 4);

  @TempDir private Path directory;

  @Test
  void aServerKilledInAWriteLeavesAllOfItOrNothing() throws Exception {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Path data = directory.resolve("data");
    long writes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long committed = writes + killAt(data, random.nextInt(20, 400));
      writes = writesIn(data);
      assertThat(writes)
          .as("seed %d, round %d: what was reported, or one more", seed, round)
          .isBetween(committed, committed + 1);
    }
  }

  /**
   * Runs a server up to its n-th sign of life, kills it, and gives the commits that it reported.
   */
  private static long killAt(Path data, int sign) throws Exception {
    Path errors = Files.createTempFile(data.getParent(), "errors", ".txt");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingServer.class.getName(),
                data.toString())
            .redirectError(errors.toFile())
            .start();
    long committed = 0;
    try (BufferedReader signs = server.inputReader()) {
      for (int i = 0; i < sign; i++) {
        String line = signs.readLine();
        assertThat(line).as(() -> "died by itself: " + textOf(errors)).isNotNull();
        committed += line.equals(CrashingServer.COMMITTED) ? 1 : 0;
      }
      server.toHandle().destroyForcibly();
      committed += signs.lines().filter(CrashingServer.COMMITTED::equals).count();
    }
    server.waitFor();
    return committed;
  }

  private static long writesIn(Path data) {
    try (Store store = SqliteStore.open(data, Map.of(), InstantSource.system())) {
      return store.read(r -> {
        DomainRow master = Objects.requireNonNull(r.master());
        long children = r.childCount(master.id());
        assertThat(children % CrashingServer.SIZE).as("no part of a write").isZero();
        long writes = children / CrashingServer.SIZE;
        assertThat(r.lastChange()).isEqualTo(writes + 1);
        assertThat(r.verifyAudit()).isEqualTo(new AuditVerdict.Intact(writes));
        for (DomainRow domain : r.children(master.id(), DomainName.parse("d"), 100)) {
          assertThat(r.material(Objects.requireNonNull(domain.certificate())).pairs()).hasSize(1);
        }
        return writes;
      });
    }
  }

  private static String textOf(Path file) {
    try {
      return String.join("\n", List.copyOf(Files.readAllLines(file)));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
