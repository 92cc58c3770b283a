package io.treeline.acme.plan;

import java.time.Duration;

/**
 * One limit of an authority: at most {@code count} at once, and one more each time a {@code
 * count}-th of the period passes (a token bucket). Immutable.
 *
 * @param sameNamesExempt whether an order for the same set of names as an earlier certificate's is
 *     free of it, even if the authority didn't announce it
 */
record Limit(Counted counted, int count, Duration period, boolean sameNamesExempt) {

  Bucket bucket() {
    // Rounded up: a token too late is harmless.
    return new Bucket(count, (period.toMillis() + count - 1) / count);
  }

  /** The limit in words, for the one whose order waits for it. */
  String words(String subject) {
    return switch (counted) {
      case ACCOUNT_ORDERS -> count + " orders in " + length() + " for an account";
      case REGISTERED_DOMAIN -> count + " certificates in " + length() + " below " + subject;
      case NAME_SET -> count + " certificates in " + length() + " for the same names";
      case FAILURES -> count + " failed validations in " + length() + " for " + subject;
      case FAILURES_IN_A_ROW -> count + " failed validations in a row for " + subject;
    };
  }

  private String length() {
    long hours = period.toHours();
    if (hours == 1) {
      return "an hour";
    }
    if (hours == 24) {
      return "a day";
    }
    return hours % 24 == 0 ? hours / 24 + " days" : hours + " hours";
  }
}
