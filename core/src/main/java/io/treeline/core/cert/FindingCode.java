package io.treeline.core.cert;

import java.util.Locale;

/**
 * The catalogue of what reading and judging can find; each has one severity, a stable name, and a
 * page entry in {@code docs/intake.md}, which is made of it.
 */
public enum FindingCode {
  TOO_LARGE(
      Severity.ERROR,
      "The input is larger than 256 KiB.",
      "Give one key, its certificate and its chain only."),
  NOTHING_FOUND(
      Severity.ERROR,
      "The input has neither a private key nor a certificate.",
      "Give the text of both, each from its BEGIN line to its END line."),
  NO_KEY(
      Severity.ERROR,
      "There is no private key.",
      "Put it before the certificate; it was made where the certificate was requested."),
  NO_CERTIFICATE(
      Severity.ERROR,
      "There is no certificate.",
      "Put it after the private key, its chain after it."),
  KEY_MISMATCH(
      Severity.ERROR,
      "No key belongs to any of the certificates; both fingerprints are named.",
      "Give the key that the certificate was requested with, or the certificate that was issued for"
          + " this key."),
  UNREADABLE_BLOCK(
      Severity.ERROR,
      "A block is damaged, cut short, or isn't what its label says.",
      "Copy it again, from its BEGIN line to its END line."),
  KEY_TOO_SMALL(
      Severity.ERROR,
      "The RSA key has less than 2048 bits, and no current client accepts it.",
      "Make a new key and have a certificate issued for it."),
  KEY_UNSUPPORTED(
      Severity.ERROR,
      "The key is of a kind that TLS here doesn't use: DSA, an odd curve, OpenSSH's own format.",
      "Make an ECDSA key on P-256 or an RSA key of 2048 bits, or convert the file."),
  PASSPHRASE_NEEDED(
      Severity.ERROR,
      "A key or a container is encrypted and no passphrase was given.",
      "Give it with --passphrase-file."),
  PASSPHRASE_WRONG(
      Severity.ERROR,
      "The passphrase doesn't open the key or the container.",
      "Check the passphrase, and that it is that of this file."),
  TOO_COSTLY(
      Severity.ERROR,
      "Opening a key or a container would take too much work.",
      "Write it anew with the command that the finding names."),
  CONTAINER_UNSUPPORTED(
      Severity.ERROR,
      "The input is of a kind that isn't read, such as a ZIP archive.",
      "Take it apart as the finding says, and give what is in it."),
  HELD_KEY_MISSING(
      Severity.ERROR,
      "The text names a key by fingerprint that isn't held here, or not for you.",
      "Put the private key itself in place of that line."),

  ORDER_PUT_RIGHT(
      Severity.WARNING,
      "Key, certificate and chain stood in another order; they were put in order.",
      "Nothing."),
  FURTHER_KEY(
      Severity.WARNING,
      "A key belongs to no certificate of the input; it isn't stored.",
      "Nothing, unless you meant it."),
  FURTHER_PAIR(
      Severity.WARNING,
      "A further pair of the same key family is there; it isn't stored.",
      "Nothing, unless you meant it: put it in for the domain that it is for."),
  FURTHER_LEAF(
      Severity.WARNING,
      "A certificate has no key in the input; it isn't stored.",
      "Nothing, unless you meant it."),
  UNUSED_CERTIFICATE(
      Severity.WARNING,
      "An authority's certificate is part of no chain; it isn't stored.",
      "Nothing, unless you meant it."),
  EXPIRED(
      Severity.WARNING,
      "The certificate has expired; it is served all the same.",
      "Get a renewed one and put it in."),
  NOT_YET_VALID(
      Severity.WARNING,
      "The certificate isn't valid yet; it is served all the same.",
      "Wait until then, or check the server's clock."),
  NAME_NOT_COVERED(
      Severity.WARNING,
      "The certificate doesn't cover the domain's name; the names that it covers are listed.",
      "Put it in for one of its names, or get one for this name. A wildcard covers one label only."),
  SELF_SIGNED(
      Severity.WARNING,
      "The certificate is self-signed.",
      "Have each client told to trust it, or get one from an authority that they know."),
  CHAIN_INCOMPLETE(
      Severity.WARNING,
      "The issuer's certificate is missing; it is named, with the address where it is.",
      "Add it after the certificate, or have it fetched with --fetch-issuers."),
  UNKNOWN_ROOT(
      Severity.WARNING,
      "The chain leads to a root that clients don't know by themselves.",
      "Have the clients told to trust it."),
  CHAIN_BROKEN(
      Severity.WARNING,
      "A signature in the chain isn't the next certificate's.",
      "Copy both again, or get the right intermediate from the authority."),
  CHAIN_EXPIRED(
      Severity.WARNING,
      "A certificate of the chain has expired or isn't valid yet.",
      "Replace it by the one that its authority offers now."),
  WEAK_SIGNATURE(
      Severity.WARNING,
      "A signature of the chain uses SHA-1 or MD5.",
      "Have the certificate issued again with SHA-256."),
  WEAK_CHAIN_KEY(
      Severity.WARNING,
      "A certificate of the chain has a key that clients don't accept: small RSA, DSA, an odd curve.",
      "Get a certificate from an authority with a current key."),
  LIFETIME_TOO_LONG(
      Severity.WARNING,
      "The lifetime is longer than browsers accept.",
      "Have it issued for a shorter time; the limits are below."),
  NO_SAN(
      Severity.WARNING,
      "The certificate names no DNS name in its SAN; the name in its subject counts for nobody.",
      "Have it issued again with its names as subjectAltName."),
  CN_NOT_IN_SAN(
      Severity.WARNING,
      "The subject has a name that the SAN doesn't have, so the certificate doesn't cover it.",
      "Nothing if nobody asks for that name, else have it issued again with it in the SAN."),
  NO_SERVER_AUTH(
      Severity.WARNING,
      "The certificate doesn't say that it is for TLS servers.",
      "Have it issued again with serverAuth in its extended key usage."),
  CLIENT_AUTH_ONLY(
      Severity.WARNING,
      "The certificate is for TLS clients only, so clients refuse it from a server.",
      "Have it issued again with serverAuth in its extended key usage."),
  WRONG_KEY_USAGE(
      Severity.WARNING,
      "The key usage doesn't allow signatures, which every current handshake needs.",
      "Have it issued again with digitalSignature in its key usage."),
  LEAF_IS_AUTHORITY(
      Severity.WARNING,
      "The certificate is marked as an authority's own (CA:TRUE), and Firefox refuses such a one"
          + " from a server.",
      "Have it issued again with CA:FALSE in its basic constraints."),
  MUST_STAPLE(
      Severity.WARNING,
      "The certificate demands a stapled OCSP answer, and Treeline staples none.",
      "Have it issued again without the TLS feature extension (OCSP must-staple)."),
  KEY_NOT_IN_BROWSERS(
      Severity.WARNING,
      "The key is Ed25519 or on P-521, which browsers don't take.",
      "Get one with a key on P-256, or add a pair with an RSA key."),
  HEADER_CLEANED(
      Severity.WARNING,
      "The text before the first block held what looks like a key; that part isn't stored.",
      "If it was the key, copy it again, whole."),

  CROSS_SIGN(
      Severity.NOTICE,
      "An authority of the chain is there by a certificate of another authority as well.",
      "Nothing: old clients need the longer way. Leave it out where there are none."),
  ROOT_INCLUDED(
      Severity.NOTICE,
      "The chain ends with its root, which clients have already.",
      "Leave it out to make handshakes shorter."),
  NO_CLIENT_AUTH(
      Severity.NOTICE,
      "The certificate isn't made for TLS clients; told of SIP trunks only.",
      "Where the trunk's operator asks for a client certificate, get one with clientAuth."),
  NO_RSA_KEY(
      Severity.NOTICE,
      "There is no pair with an RSA key; told of old phones only.",
      "Where there are phones that know RSA only, add a pair with an RSA key."),
  CONTAINER_OPENED(
      Severity.NOTICE,
      "Keys and certificates were taken out of a container (PKCS#12, PKCS#7, a Java key store).",
      "Nothing."),
  TEXT_PUT_RIGHT(
      Severity.NOTICE,
      "The text had suffered on its way (quoted, escaped, cut dashes) and was put right.",
      "Nothing."),
  DUPLICATE_BLOCK(Severity.NOTICE, "A block is there twice; it is stored once.", "Nothing."),
  LABEL_DIFFERS(
      Severity.NOTICE,
      "A block's label doesn't say what the block is; it is stored under the right one.",
      "Nothing."),
  EXTRA_BLOCK(
      Severity.NOTICE, "A block is neither key nor certificate; it isn't stored.", "Nothing."),
  HELD_KEY_KEPT(
      Severity.NOTICE, "The key that is held under the named fingerprint is kept.", "Nothing.");

  private final Severity severity;
  private final String meaning;
  private final String remedy;

  FindingCode(Severity severity, String meaning, String remedy) {
    this.severity = severity;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What it means, in one general sentence. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it, in general. */
  public String remedy() {
    return remedy;
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
