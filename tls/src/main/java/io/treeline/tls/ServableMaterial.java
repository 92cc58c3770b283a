package io.treeline.tls;

import java.util.Arrays;
import java.util.List;

/**
 * The keys and chains of one certificate value, in the clear, on their way into native memory.
 *
 * @param pairs one, or two of different key families; a handshake takes the first that the client
 *     can verify
 */
public record ServableMaterial(List<Pair> pairs) {

  /** Refuses none at all. */
  public ServableMaterial {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a certificate value has at least one pair");
    }
  }

  /** A single pair. */
  public static ServableMaterial of(Pair pair) {
    return new ServableMaterial(List.of(pair));
  }

  /** Overwrites the keys. */
  void wipe() {
    pairs.forEach(Pair::wipe);
  }

  /**
   * A private key and the chain that belongs to it.
   *
   * <p>Holds the given arrays themselves, so that wiping leaves no copy behind.
   */
  public static final class Pair {

    private final List<byte[]> chain;
    private final byte[] key;

    /**
     * A pair.
     *
     * @param chain certificates in DER, the leaf first
     * @param key the private key as PKCS#8 in DER
     */
    public Pair(List<byte[]> chain, byte[] key) {
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("a pair has at least its leaf");
      }
      this.chain = List.copyOf(chain);
      this.key = key;
    }

    List<byte[]> chain() {
      return chain;
    }

    byte[] key() {
      return key;
    }

    private void wipe() {
      Arrays.fill(key, (byte) 0);
    }

    /** The size of the chain, nothing of the key. */
    @Override
    public String toString() {
      return "Pair[" + chain.size() + " certificates]";
    }
  }
}
