package io.treeline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.store.NewCertificate;
import io.treeline.store.Store;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how long the store takes for much, when asked to with {@code ./verify --long}. */
@Tag("long")
class FiguresTest {

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
    long start = cpu();
    Path data = directory.resolve("data" + domains);
    try (Store store = open(data)) {
      start = lap(start, "first open, all made");
      fill(store, domains, certificates);
      start = lap(start, domains + " domains, " + certificates + " with certificates, inserted");
      System.out.printf(
          "  file %d MB, log %d MB%n",
          Files.size(data.resolve("treeline.db")) >> 20,
          Files.size(data.resolve("treeline.db-wal")) >> 20);
    }
    start = cpu();
    try (Store store = open(data)) {
      start = lap(start, "opened again");
      scan(store, domains);
      start = lap(start, "changedSince(0), first");
      scan(store, domains);
      lap(start, "changedSince(0), second");
      coldKeys(store, certificates);
      lookups(store, domains);
      single(store);
    }
  }

  private static Store open(Path data) {
    return SqliteStore.open(data, Map.of(), InstantSource.system());
  }

  private static void fill(Store store, int domains, int certificates) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    NewCertificate[] some = new NewCertificate[1_000];
    for (int i = 0; i < some.length; i++) {
      some[i] = Values.certificate(i);
    }
    store.write(w -> {
      long parent = w.insertDomain(DomainName.ofStored("platform.local"), 0);
      for (int i = 0; i < domains; i++) {
        String name = Long.toHexString(random.nextLong()) + ".example.com";
        long id = w.insertDomain(DomainName.ofStored(name), parent);
        if (i < certificates) {
          w.putCertificate(id, some[i % some.length]);
        }
      }
      return parent;
    });
  }

  private static void scan(Store store, int domains) {
    long[] rows = new long[1];
    store.read(r -> {
      r.changedSince(0, (id, name, parent, certificate, version, settings) -> rows[0] += 1);
      return rows;
    });
    assertThat(rows[0]).isEqualTo(domains + 1);
  }

  private static void coldKeys(Store store, int certificates) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
    for (int round = 0; round < 4; round++) {
      int count = 10_000;
      long start = cpu();
      for (int i = 0; i < count; i++) {
        CertificateId id = new CertificateId(1 + random.nextInt(certificates));
        store.read(r -> r.material(id));
      }
      perCall(start, count, "material of a random certificate");
    }
  }

  private static void lookups(Store store, int domains) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    int count = 50_000;
    for (int round = 0; round < 2; round++) {
      long start = cpu();
      store.read(r -> {
        for (int i = 0; i < count; i++) {
          assertThat(r.domain(1 + random.nextInt(domains))).isNotNull();
        }
        return count;
      });
      perCall(start, count, "domain by id");
    }
  }

  private static void single(Store store) {
    int count = 200;
    long start = cpu();
    for (int i = 0; i < count; i++) {
      NewCertificate next = Values.certificate(5_000 + i);
      store.write(w -> w.putCertificate(2, next));
    }
    perCall(start, count, "one certificate put, durable");
  }

  private static long lap(long start, String what) {
    System.out.printf("%8.0f ms of CPU  %s%n", (cpu() - start) / 1e6, what);
    return cpu();
  }

  private static void perCall(long start, int count, String what) {
    System.out.printf("%8.1f us of CPU  %s%n", (cpu() - start) / 1e3 / count, what);
  }

  /** Of this thread: other work on the machine doesn't count. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
