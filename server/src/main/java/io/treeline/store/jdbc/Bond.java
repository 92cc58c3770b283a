package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;
import java.nio.charset.StandardCharsets;

/**
 * What a sealed secret is for, and whose it is: the associated data of the sealing.
 *
 * @param text unlike for any two purposes and owners
 */
record Bond(String text) {

  /** For the value that proves a master key. */
  static final Bond KEY_CHECK = new Bond("treeline key check");

  /** For the private key of a domain's certificate (0: of the installation's default). */
  static Bond certificateKey(long domainId, Fingerprint keySha256) {
    return new Bond("treeline certificate key " + domainId + " " + keySha256.hex());
  }

  /** For a session-ticket key of a context. */
  static Bond ticketKey(String context) {
    return new Bond("treeline ticket key " + context);
  }

  /** For the private key of a root of the installation's own authority. */
  static Bond localAuthorityKey(Fingerprint rootSha256) {
    return new Bond("treeline local authority key " + rootSha256.hex());
  }

  /** For the private key of an account at an authority. */
  static Bond acmeAccountKey(long accountId) {
    return new Bond("treeline acme account key " + accountId);
  }

  /** For the private key of a certificate that is being ordered. */
  static Bond acmeOrderKey(long domainId, long orderId) {
    return new Bond("treeline acme order key " + domainId + " " + orderId);
  }

  /** For an answer to a challenge, by its kind, its name and its mark. */
  static Bond challenge(String kind, String name, long mark) {
    return new Bond("treeline challenge " + kind + " " + name + " " + mark);
  }

  byte[] octets() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
