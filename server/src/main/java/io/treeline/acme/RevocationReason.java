package io.treeline.acme;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  /** The reason of that word; empty for no such word. */
  public static Optional<RevocationReason> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** The word that commands and the API use, such as {@code key-compromise}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
