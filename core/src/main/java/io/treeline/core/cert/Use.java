package io.treeline.core.cert;

/** Who connects: each kind of client asks for something else of a certificate. */
public enum Use {
  /** Browsers and web softphones. */
  BROWSER("browsers", "ws"),
  /** Servers of telephony, which may ask for a client certificate in their turn. */
  SIP_TRUNK("SIP trunks", "sg"),
  /** Phones with TLS libraries from before ECDSA. */
  OLD_PHONE("old phones (RSA only)", "sg");

  /** Chromium and its kin don't offer ecdsa_secp521r1_sha512. */
  private static final int BROWSERS_MOST_EC_BITS = 384;

  private final String text;
  private final String role;

  Use(String text, String role) {
    this.text = text;
    this.role = role;
  }

  /** The type of the role that serves them. */
  public String role() {
    return role;
  }

  /** Whether such a client takes keys of that kind. */
  boolean takes(FoundPair pair) {
    return switch (this) {
      case BROWSER ->
          switch (pair.family()) {
            case RSA -> true;
            case ECDSA -> pair.key().material().bits() <= BROWSERS_MOST_EC_BITS;
            case ED25519 -> false;
          };
      case SIP_TRUNK -> true;
      case OLD_PHONE -> pair.family() == KeyFamily.RSA;
    };
  }

  /** As people say it, in the plural. */
  @Override
  public String toString() {
    return text;
  }
}
