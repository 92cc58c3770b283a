package io.treeline.acme;

import java.util.Arrays;
import java.util.Locale;

/** Where the automation of a domain stands. Its words are stored and shown. */
enum Standing {
  /** {@code acme_enabled} isn't set. */
  OFF,
  /** Enabled, but no e-mail address for an account is set here or above: nothing is sent. */
  NO_EMAIL,
  /** Enabled, but a person put the certificate in: it is left alone. */
  MANUAL,
  /** To be ordered. */
  DUE,
  /** An order is under way; never stored. */
  ORDERING,
  /** To be ordered once the authority or its limits let it. */
  WAITING,
  /** To be tried again after a failure. */
  RETRYING,
  /** The certificate in force is what is asked for, and is renewed in time. */
  VALID;

  /** The word that rows, commands and the API use, such as {@code no-email}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a row says; what it can't say counts as nothing known. */
  static Standing of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst().orElse(OFF);
  }

  /** Whether an order follows, now or in time. */
  boolean isPlanned() {
    return this == DUE || this == WAITING || this == RETRYING || this == VALID;
  }
}
