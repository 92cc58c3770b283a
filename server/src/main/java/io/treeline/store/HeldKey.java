package io.treeline.store;

/**
 * A private key that the installation holds. Holds a secret: {@link #toString} doesn't show it.
 *
 * @param domainId whose certificate it belongs to; 0 for the installation's default
 * @param pkcs8 the key in the clear
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
public record HeldKey(long domainId, byte[] pkcs8) {

  @Override
  public String toString() {
    return "HeldKey[domain " + domainId + "]";
  }
}
