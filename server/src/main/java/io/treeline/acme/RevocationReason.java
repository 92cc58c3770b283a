package io.treeline.acme;

/** Why a certificate is revoked, of the reasons that an authority takes from a subscriber. */
public enum RevocationReason {
  UNSPECIFIED(0),
  KEY_COMPROMISE(1),
  AFFILIATION_CHANGED(3),
  SUPERSEDED(4),
  CESSATION_OF_OPERATION(5);

  private final int code;

  RevocationReason(int code) {
    this.code = code;
  }

  /** The number of the reason (RFC 5280 §5.3.1). */
  public int code() {
    return code;
  }

  /** The word that commands and the API use, such as {@code key-compromise}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
