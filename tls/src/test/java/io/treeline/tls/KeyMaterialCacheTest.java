package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.treeline.core.cert.CertificateId;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyMaterialCacheTest {

  private static final TestPairs PAIR = TestPairs.ec("any");

  /** A leak of one value a load would be twice that and more in a round. */
  private static final long ROOM_FOR_THE_JVM = 4_000_000;

  @Test
  void aSweepOverColdIdsDoesNotDriveOutHotOnes() throws Exception {
    int hot = 1_000;
    int cold = 100_000;
    AtomicInteger hotLoads = new AtomicInteger();
    MaterialSource source =
        id -> {
          if (id.value() <= hot) {
            hotLoads.incrementAndGet();
          }
          return PAIR.material();
        };
    try (KeyMaterialCache cache = new KeyMaterialCache(source, 5_000)) {
      for (int round = 0; round < 5; round++) {
        for (int id = 1; id <= hot; id++) {
          use(cache, id);
        }
      }
      for (int id = hot + 1; id <= hot + cold; id++) {
        use(cache, id);
        use(cache, 1 + id % hot);
      }

      assertThat(cache.size()).isLessThanOrEqualTo(5_000);
      assertThat(cache.loads()).isGreaterThanOrEqualTo(cold);
      assertThat(hotLoads.get()).as("loads of %d hot values", hot).isLessThan(hot + hot / 100);
    }
  }

  @Test
  void memoryIsBoundedHoweverManyIdsComeAndGo() throws Exception {
    long[] held = new long[6];
    try (KeyMaterialCache cache = new KeyMaterialCache(id -> PAIR.material(), 500)) {
      for (int round = 0; round < held.length; round++) {
        for (int id = 1; id <= 5_000; id++) {
          use(cache, round * 5_000 + id);
        }
        held[round] = NativeMemory.atRest();
      }
    }
    assertThat(leastGrowth(held)).as("%s", Arrays.toString(held)).isLessThan(ROOM_FOR_THE_JVM);
  }

  @Test
  void everythingIsFreedAtTheEnd() throws Exception {
    long[] left = new long[5];
    for (int round = 0; round < left.length; round++) {
      try (KeyMaterialCache cache = new KeyMaterialCache(id -> PAIR.material(), 5_000)) {
        for (int id = 1; id <= 5_000; id++) {
          use(cache, id);
        }
        assertThat(cache.size()).isEqualTo(5_000);
      }
      left[round] = NativeMemory.atRest();
    }
    assertThat(leastGrowth(left)).as("%s", Arrays.toString(left)).isLessThan(ROOM_FOR_THE_JVM);
  }

  /** A leak grows with every round; what the JVM itself takes now and then does not. */
  private static long leastGrowth(long[] rounds) {
    return IntStream.range(1, rounds.length)
        .mapToLong(i -> rounds[i] - rounds[i - 1])
        .min()
        .orElseThrow();
  }

  @Test
  void materialThatIsHeldOutlivesItsEviction() throws Exception {
    try (KeyMaterialCache cache = new KeyMaterialCache(id -> PAIR.material(), 100)) {
      use(cache, 1);
      KeyMaterial held = Objects.requireNonNull(cache.acquire(new CertificateId(1)));
      cache.invalidate(new CertificateId(1));

      assertThat(held.retain()).isTrue();
      held.release();
      held.release();
      await().until(() -> isFreed(held));
    }
  }

  @Test
  void anErrorOfTheSourceReachesTheWaiterAsAReason() throws Exception {
    MaterialSource broken =
        id -> {
          throw new IllegalArgumentException();
        };
    try (KeyMaterialCache cache = new KeyMaterialCache(broken, 10)) {
      CompletableFuture<String> reason = new CompletableFuture<>();
      cache.load(new CertificateId(1), Runnable::run, (m, why) -> reason.complete(why));

      assertThat(reason.get()).isEqualTo("The certificate could not be loaded.");
    }
  }

  @Test
  void keysAreWipedOnceTheyAreRead() throws Exception {
    byte[] key = PAIR.made().getFirst().key().clone();
    ServableMaterial material =
        ServableMaterial.of(
            new ServableMaterial.Pair(
                java.util.List.of(PAIR.made().getFirst().certificate()), key));
    try (KeyMaterialCache cache = new KeyMaterialCache(id -> material, 10)) {
      use(cache, 1);

      assertThat(key).containsOnly(0);
      assertThat(material.toString()).isEqualTo("ServableMaterial[pairs=[Pair[1 certificates]]]");
    }
  }

  private static boolean isFreed(KeyMaterial material) {
    boolean held = material.retain();
    if (held) {
      material.release();
    }
    return !held;
  }

  private static void use(KeyMaterialCache cache, long value) throws InterruptedException {
    CertificateId id = new CertificateId(value);
    KeyMaterial material = cache.acquire(id);
    if (material != null) {
      material.release();
      return;
    }
    Semaphore loaded = new Semaphore(0);
    cache.load(id, Runnable::run, (m, reason) -> loaded.release());
    loaded.acquire();
  }
}
