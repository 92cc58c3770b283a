package io.treeline.tls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.handler.ssl.OpenSsl;
import io.treeline.core.cert.CertificateId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Key material in the TLS library's own form, shared by all listeners.
 *
 * <p>Bounded by the number of certificate values, and resistant to scans (W-TinyLFU): what is asked
 * for once doesn't drive out what is asked for often. Reads take no lock. Evicted material lives on
 * until the last connection that shows it has ended. A value takes about 2 KB of native memory with
 * an ECDSA P-256 key and 7 KB with an RSA-2048 key that has signed, each with a leaf alone; every
 * further certificate of the chain adds its octets.
 *
 * <p>A value that isn't here is loaded on a virtual thread, once for all handshakes that wait for
 * it. A failure is remembered for a second, so that a broken value costs the source no load at each
 * handshake.
 *
 * <p>The certificate of a challenge is loaded in the same way and not kept: it is asked for a few
 * times, by the authority, and never again.
 *
 * <p>Safe for use by several threads.
 */
public final class KeyMaterialCache implements AutoCloseable {

  /** A bound that suits one machine. */
  public static final int DEFAULT_ENTRIES = 20_000;

  private static final Duration FAILURE_LASTS = Duration.ofSeconds(1);
  private static final int MAX_FAILURES = 10_000;

  private final MaterialSource source;
  private final Cache<CertificateId, KeyMaterial> materials;
  private final Cache<CertificateId, UnusableMaterialException> failures;
  private final ConcurrentMap<CertificateId, CompletableFuture<KeyMaterial>> loading =
      new ConcurrentHashMap<>();
  private final LongAdder loads = new LongAdder();
  private final ExecutorService loaders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("key-material-", 0).factory());

  /**
   * An empty cache.
   *
   * @param maxEntries the number of certificate values that are kept
   * @throws UnsatisfiedLinkError if the TLS library can't be loaded on this machine
   */
  public KeyMaterialCache(MaterialSource source, int maxEntries) {
    OpenSsl.ensureAvailability();
    this.source = source;
    // Upkeep is a few list moves: dearer to hand to another thread than to do.
    materials =
        Caffeine.newBuilder()
            .maximumSize(maxEntries)
            .executor(Runnable::run)
            .<CertificateId, KeyMaterial>removalListener((id, gone, cause) -> release(gone))
            .build();
    failures =
        Caffeine.newBuilder()
            .maximumSize(MAX_FAILURES)
            .expireAfterWrite(FAILURE_LASTS)
            .executor(Runnable::run)
            .build();
  }

  /** Forgets one value; connections that show it aren't touched. */
  public void invalidate(CertificateId id) {
    failures.invalidate(id);
    materials.invalidate(id);
  }

  /**
   * Why a value can't be served, found by loading it as a cold handshake would; null if it can. It
   * asks the source even where the value is held, keeps nothing, and blocks.
   */
  public @Nullable String whyUnusable(CertificateId id) {
    try {
      ServableMaterial loaded = source.load(id);
      try {
        KeyMaterial.of(loaded).release();
      } finally {
        loaded.wipe();
      }
      return null;
    } catch (UnusableMaterialException e) {
      return reason(e);
    }
  }

  /** The number of values now held, approximately. */
  public long size() {
    return materials.estimatedSize();
  }

  /** How often the source was asked since the start. */
  public long loads() {
    return loads.sum();
  }

  /** Forgets everything and waits for loads under way. */
  @Override
  public void close() {
    loaders.close();
    materials.invalidateAll();
  }

  /** The material if it is here; the caller releases it. */
  @Nullable KeyMaterial acquire(CertificateId id) {
    KeyMaterial material = materials.getIfPresent(id);
    return material != null && material.retain() ? material : null;
  }

  /** Receives what {@link #load} brought. */
  interface Waiter {
    /** Takes the material, held for the length of the call, or the reason why there is none. */
    void loaded(@Nullable KeyMaterial material, String reason);
  }

  /** Loads the material, or joins a load under way, and calls the waiter back on its executor. */
  void load(CertificateId id, Executor executor, Waiter waiter) {
    UnusableMaterialException failure = failures.getIfPresent(id);
    if (failure != null) {
      handOver(null, reason(failure), executor, waiter);
      return;
    }
    CompletableFuture<?> _ =
        loading
            .computeIfAbsent(id, this::start)
            .whenComplete((material, problem) -> {
              if (material == null) {
                handOver(null, reason(problem), executor, waiter);
              } else if (material.retain()) {
                handOver(material, "", executor, waiter);
              } else {
                load(id, executor, waiter);
              }
            });
  }

  private static void handOver(
      @Nullable KeyMaterial material, String reason, Executor executor, Waiter waiter) {
    try {
      executor.execute(() -> {
        try {
          waiter.loaded(material, reason);
        } finally {
          release(material);
        }
      });
    } catch (RejectedExecutionException e) {
      release(material);
    }
  }

  private CompletableFuture<KeyMaterial> start(CertificateId id) {
    CompletableFuture<KeyMaterial> future = new CompletableFuture<>();
    loaders.execute(() -> run(id, future));
    return future;
  }

  private void run(CertificateId id, CompletableFuture<KeyMaterial> future) {
    try {
      KeyMaterial present = acquire(id);
      KeyMaterial material = present != null ? present : fetch(id);
      loading.remove(id, future);
      future.complete(material);
      material.release();
    } catch (UnusableMaterialException e) {
      fail(id, future, e);
    } catch (RuntimeException | Error e) {
      fail(id, future, new UnusableMaterialException("The certificate could not be loaded.", e));
    }
  }

  /** Held for the caller, and by the cache. */
  private KeyMaterial fetch(CertificateId id) throws UnusableMaterialException {
    loads.increment();
    ServableMaterial loaded = source.load(id);
    try {
      KeyMaterial material = KeyMaterial.of(loaded);
      if (!id.isOfChallenge()) {
        material.retain();
        materials.put(id, material);
      }
      return material;
    } finally {
      loaded.wipe();
    }
  }

  private void fail(
      CertificateId id, CompletableFuture<KeyMaterial> future, UnusableMaterialException e) {
    failures.put(id, e);
    loading.remove(id, future);
    future.completeExceptionally(e);
  }

  private static String reason(@Nullable Throwable problem) {
    String message = problem == null ? null : problem.getMessage();
    return message == null ? "The certificate could not be loaded." : message;
  }

  private static void release(@Nullable KeyMaterial material) {
    if (material != null) {
      material.release();
    }
  }
}
