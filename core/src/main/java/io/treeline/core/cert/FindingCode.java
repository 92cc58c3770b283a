package io.treeline.core.cert;

import java.util.Locale;

/** The catalogue of what reading and judging can find; each has one severity and a stable name. */
public enum FindingCode {
  TOO_LARGE(Severity.ERROR, "The input is larger than 256 KiB."),
  NOTHING_FOUND(Severity.ERROR, "The input has no PEM block and is no DER."),
  NO_KEY(Severity.ERROR, "There is no private key."),
  NO_CERTIFICATE(Severity.ERROR, "There is no certificate."),
  KEY_MISMATCH(Severity.ERROR, "No key belongs to any of the certificates."),
  UNREADABLE_BLOCK(Severity.ERROR, "A block isn't what its label says, or is damaged."),
  KEY_TOO_SMALL(Severity.ERROR, "The RSA key has less than 2048 bits."),
  KEY_UNSUPPORTED(Severity.ERROR, "The key is of a kind that TLS here doesn't use."),
  PASSPHRASE_NEEDED(
      Severity.ERROR, "A key or a container is encrypted and no passphrase was given."),
  PASSPHRASE_WRONG(Severity.ERROR, "The passphrase doesn't open the key or the container."),
  TOO_COSTLY(Severity.ERROR, "Opening a key or a container would take too much work."),
  CONTAINER_UNSUPPORTED(Severity.ERROR, "The input is of a kind that isn't read, such as a ZIP."),
  HELD_KEY_MISSING(Severity.ERROR, "The text names a key by fingerprint that isn't held here."),

  ORDER_PUT_RIGHT(Severity.WARNING, "Key, certificate and chain stood in another order."),
  FURTHER_KEY(Severity.WARNING, "A key belongs to no certificate of the input; it isn't stored."),
  FURTHER_PAIR(Severity.WARNING, "A further pair of the same key family; it isn't stored."),
  FURTHER_LEAF(Severity.WARNING, "A certificate has no key in the input; it isn't stored."),
  UNUSED_CERTIFICATE(Severity.WARNING, "An authority's certificate is part of no chain."),
  EXPIRED(Severity.WARNING, "The certificate has expired."),
  NOT_YET_VALID(Severity.WARNING, "The certificate is not valid yet."),
  NAME_NOT_COVERED(Severity.WARNING, "The certificate doesn't cover the domain's name."),
  SELF_SIGNED(Severity.WARNING, "The certificate is self-signed."),
  CHAIN_INCOMPLETE(Severity.WARNING, "The issuer's certificate is missing from the chain."),
  UNKNOWN_ROOT(Severity.WARNING, "The chain doesn't lead to a known root."),
  CHAIN_BROKEN(Severity.WARNING, "A signature in the chain isn't the next certificate's."),
  CHAIN_EXPIRED(Severity.WARNING, "A certificate of the chain has expired or isn't valid yet."),
  WEAK_SIGNATURE(Severity.WARNING, "A signature of the chain uses SHA-1 or MD5."),
  LIFETIME_TOO_LONG(Severity.WARNING, "The lifetime is longer than browsers accept."),
  NO_SAN(Severity.WARNING, "The certificate names no DNS name in its SAN."),
  NO_SERVER_AUTH(Severity.WARNING, "The certificate isn't made for TLS servers."),
  ED25519_IN_BROWSERS(Severity.WARNING, "Browsers don't take Ed25519 certificates."),
  HEADER_CLEANED(Severity.WARNING, "The text before the first block held what looks like a key."),

  ROOT_INCLUDED(Severity.NOTICE, "The chain ends with its root, which clients have already."),
  CONTAINER_OPENED(Severity.NOTICE, "Keys and certificates were taken out of a container."),
  TEXT_PUT_RIGHT(Severity.NOTICE, "The text had suffered on its way and was put right."),
  DUPLICATE_BLOCK(Severity.NOTICE, "A block is there twice."),
  LABEL_DIFFERS(Severity.NOTICE, "A block's label doesn't say what the block is."),
  EXTRA_BLOCK(Severity.NOTICE, "A block is neither key nor certificate; it isn't stored."),
  HELD_KEY_KEPT(Severity.NOTICE, "The key that is held under the named fingerprint is kept.");

  private final Severity severity;
  private final String meaning;

  FindingCode(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What it means, in one general sentence. */
  public String meaning() {
    return meaning;
  }

  /** The stable name, such as {@code key-mismatch}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }
}
