package io.treeline.acme;

import io.treeline.core.cert.PublicPair;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Orders at authorities, each step in the store before it is taken. Blocks; for many threads. */
interface Orders {

  /** Begins the issuance, or takes up the orders of it that are in the store, and goes on. */
  Outcome run(Wanted wanted);

  /** Drops what is under way for a domain. */
  void drop(long domainId);

  /**
   * When the authority would have this certificate renewed (RFC 9773); null if it doesn't say.
   *
   * @throws UnreachableException if it could not be asked
   */
  @Nullable RenewalWindow renewalWindow(URI directory, PublicPair certificate)
      throws UnreachableException;

  /**
   * Has a certificate revoked (RFC 8555 §7.6).
   *
   * @throws UnreachableException if the authority could not be asked or refused
   */
  void revoke(URI directory, PublicPair certificate, RevocationReason reason)
      throws UnreachableException;
}
