package io.treeline.store.jdbc;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Seals secrets at rest with AES-256-GCM under the master key.
 *
 * <p>Each is bound to its {@link Bond}: opened for another domain, another key or another purpose,
 * a sealed secret fails, so that a row copied elsewhere in the database is worth nothing. Nonces
 * are random, which is sound for 2<sup>32</sup> seals under one key: decades of renewals of a
 * million domains. Immutable and safe for use by several threads.
 */
final class SecretBox {

  /** The first octet of what is sealed, so that another form can come beside this one. */
  private static final byte FORM = 1;

  private final Aead aead;

  SecretBox(MasterKey key) {
    this.aead = key.aead();
  }

  byte[] seal(Bond bond, byte[] secret) {
    try {
      byte[] sealed = aead.encrypt(secret, bond.octets());
      byte[] formed = new byte[sealed.length + 1];
      formed[0] = FORM;
      System.arraycopy(sealed, 0, formed, 1, sealed.length);
      return formed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM can't seal", e);
    }
  }

  /**
   * Opens what was sealed with the same bond.
   *
   * @throws GeneralSecurityException if the bond, the master key or the octets aren't the same
   */
  byte[] open(Bond bond, byte[] sealed) throws GeneralSecurityException {
    if (sealed.length == 0 || sealed[0] != FORM) {
      throw new GeneralSecurityException("not sealed in a form that this version knows");
    }
    return aead.decrypt(Arrays.copyOfRange(sealed, 1, sealed.length), bond.octets());
  }
}
