package io.treeline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.tree.Domain;
import io.treeline.core.tree.WhatIf;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.Store;
import io.treeline.store.jdbc.SqliteStore;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long imports and starts take, when asked to with {@code ./verify --long}. A thousand
 * different pairs stand for all certificates: each line is read and judged all the same.
 */
@Tag("long")
class ImportFiguresTest {

  private static final int PAIRS = 1_000;

  @TempDir private Path directory;

  @Test
  void aHundredThousandDomainsWithCertificates() throws IOException {
    measure(100_000, 100_000);
  }

  @Test
  void aMillionDomainsWithTenThousandCertificates() throws IOException {
    measure(1_000_000, 10_000);
  }

  private void measure(int domains, int certificates) throws IOException {
    Path file = directory.resolve("domains.jsonl");
    write(file, domains, certificates);
    Path data = directory.resolve("data");
    try (House house = new House(data)) {
      try (InputStream lines = new BufferedInputStream(Files.newInputStream(file))) {
        Lap lap = new Lap();
        long[] next = {0};
        ImportProgress progress = every(100_000, next, count -> lap.print(count + " lines judged"));
        ImportOutcome outcome =
            house.registry.importLines(House.OWNER, lines, false, false, progress);
        lap.print(
            "imported: %d added, %d certificates, %d warnings"
                .formatted(outcome.added(), outcome.certificates(), outcome.warnings().total()));
      }
      Lap again = new Lap();
      house.add("one.more.example");
      again.print("one more domain added");
      house.put("one.more.example");
      again.print("its certificate put");
      again.print("dry run for the master: " + whatIf(house, "platform.local"));
      again.print("dry run for a tenant: " + whatIf(house, "t" + (domains - 10) + ".example"));
      again.print("dry run for a domain: " + whatIf(house, "n1.t0.example"));
    }
    start(data, domains);
  }

  private static String whatIf(House house, String name) {
    Upload upload = House.upload(House.pem(name));
    WhatIf whatIf =
        house.registry.putCertificate(House.OWNER, House.name(name), upload, true, null).whatIf();
    return whatIf.changed() + " names, " + whatIf.uncovered() + " not covered";
  }

  private static void start(Path data, int domains) {
    try (Store store = SqliteStore.open(data, Map.of(), InstantSource.system())) {
      long before = heap();
      Lap lap = new Lap();
      try (ChangeFeed feed = ChangeFeed.start(store)) {
        lap.print("the tree read at start");
        assertThat(feed.live().tree().size()).isEqualTo(domains + 2);
        System.out.printf("%8d MB of heap for it%n", heap() - before >> 20);
        assertThat(feed.live().tree().master()).extracting(Domain::isMaster).isEqualTo(true);
      }
    }
  }

  private static ImportProgress every(long step, long[] next, LongConsumer action) {
    return count -> {
      if (count >= next[0] + step) {
        next[0] = count;
        action.accept(count);
      }
    };
  }

  private static void write(Path file, int domains, int certificates) throws IOException {
    String[] pems = new String[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      pems[i] = House.pem("n" + i + ".t" + i + ".example").replace("\n", "\\n");
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < domains; i++) {
        int tenant = i - i % 10;
        String name = tenant == i ? "t" + i + ".example" : "n" + i + ".t" + tenant + ".example";
        out.write("{\"name\":\"" + name + "\"");
        if (tenant != i) {
          out.write(",\"parent\":\"t" + tenant + ".example\"");
        }
        if (i < certificates) {
          out.write(",\"certificate_pem\":\"" + pems[i % PAIRS] + "\"");
        }
        out.write("}\n");
      }
    }
  }

  /** The heap in use once it was collected. */
  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Time on the wall, and of all processors, since the last print. */
  private static final class Lap {

    private long wall = System.nanoTime();
    private long cpu = cpu();

    void print(String what) {
      long wallNow = System.nanoTime();
      long cpuNow = cpu();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          "%8.2f s, %8.2f s of CPU, %4d MB of heap used  %s%n",
          (wallNow - wall) / 1e9,
          (cpuNow - cpu) / 1e9,
          runtime.totalMemory() - runtime.freeMemory() >> 20,
          what);
      wall = wallNow;
      cpu = cpuNow;
    }

    private static long cpu() {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }
}
