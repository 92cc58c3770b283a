package io.treeline.acme.plan;

/** What an authority counts. */
public enum Counted {
  /** Orders of one account. */
  ACCOUNT_ORDERS("account-orders"),
  /** Certificates for names under one registered domain, whichever account orders them. */
  REGISTERED_DOMAIN("registered-domain"),
  /** Certificates for one exact set of names, whichever account orders them. */
  NAME_SET("name-set"),
  /** Validations of one name that failed for one account. */
  FAILURES("failures"),
  /** The same, since the last one that succeeded. */
  FAILURES_IN_A_ROW("failures-in-a-row");

  private final String word;

  Counted(String word) {
    this.word = word;
  }

  /** The word in the store. */
  String word() {
    return word;
  }

  /** Whether it is certificates: an attempt that fails doesn't count in the end. */
  boolean isCertificates() {
    return this == REGISTERED_DOMAIN || this == NAME_SET;
  }

  /** Whether it is validations: an order spends nothing of it, but can't go when it is used up. */
  boolean isFailures() {
    return this == FAILURES || this == FAILURES_IN_A_ROW;
  }
}
