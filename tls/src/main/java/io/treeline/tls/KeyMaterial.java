package io.treeline.tls;

import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLCredential;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The keys and chains of one certificate value in the TLS library's own form, counted by its
 * holders.
 *
 * <p>A connection that got them has its own reference inside the library, so a holder lets go as
 * soon as they are handed over, and memory is freed when the last connection that shows them ends.
 */
final class KeyMaterial {

  private final long[] credentials;
  private final AtomicInteger holders = new AtomicInteger(1);

  private KeyMaterial(long[] credentials) {
    this.credentials = credentials;
  }

  /**
   * Reads the pairs, checks that each key belongs to its leaf, and holds them once.
   *
   * @throws UnusableMaterialException if the library can't read them, or they don't belong together
   */
  static KeyMaterial of(ServableMaterial material) throws UnusableMaterialException {
    List<ServableMaterial.Pair> pairs = material.pairs();
    long[] credentials = new long[pairs.size()];
    try {
      for (int i = 0; i < credentials.length; i++) {
        credentials[i] = NativePair.credential(pairs.get(i));
      }
      return new KeyMaterial(credentials.clone());
    } catch (UnusableMaterialException e) {
      free(credentials);
      throw e;
    }
  }

  /** Holds it once more, unless it was freed already. */
  boolean retain() {
    int held = holders.get();
    while (held > 0) {
      if (holders.compareAndSet(held, held + 1)) {
        return true;
      }
      held = holders.get();
    }
    return false;
  }

  /** Lets go. The last holder frees it. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      free(credentials);
    }
  }

  /**
   * Gives the pairs to a connection whose handshake hasn't begun. The library takes the first that
   * the client can verify, by its signature algorithms, cipher suites and version: what {@link
   * io.treeline.core.cert.SignatureSchemes} says for explanations.
   */
  void giveTo(long ssl) {
    try {
      for (long credential : credentials) {
        SSL.addCredential(ssl, credential);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the TLS library is out of memory", e);
    }
  }

  private static void free(long[] credentials) {
    try {
      for (long credential : credentials) {
        if (credential != 0) {
          SSLCredential.free(credential);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("no TLS library with credentials", e);
    } finally {
      Arrays.fill(credentials, 0);
    }
  }
}
