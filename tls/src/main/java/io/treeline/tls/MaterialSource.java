package io.treeline.tls;

import io.treeline.core.cert.CertificateId;

/**
 * Where key material comes from when it isn't in memory: the store, or a certdir.
 *
 * <p>Called on virtual threads, so it may block; several ids are loaded at the same time, one id
 * once.
 */
@FunctionalInterface
public interface MaterialSource {

  /**
   * Reads the keys and chains of one certificate value. The caller owns the answer and wipes it.
   *
   * @throws UnusableMaterialException if the value is gone, or can't be unsealed or read
   */
  ServableMaterial load(CertificateId id) throws UnusableMaterialException;
}
