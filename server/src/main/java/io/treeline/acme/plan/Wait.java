package io.treeline.acme.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a candidate can't go now. Immutable. */
sealed interface Wait {

  /** Until when, in milliseconds since the epoch. */
  long until();

  /** The authority asked for it. */
  record ForPatience(long until) implements Wait {}

  /** A limit is used up. */
  record ForLimit(long until, Tally tally, String subject) implements Wait {}

  /** The load would be uneven. */
  record ForPace(long until) implements Wait {}

  static @Nullable Wait longer(@Nullable Wait one, @Nullable Wait other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.until() >= other.until() ? one : other;
  }

  /**
   * Whether the next candidate of the same tenant may find it otherwise. If not, the turn is over.
   */
  default boolean isItsOwn() {
    return switch (this) {
      case ForPatience patience -> true;
      case ForLimit limit -> limit.tally().limit().counted() != Counted.ACCOUNT_ORDERS;
      case ForPace pace -> false;
    };
  }

  /** {@link #until} as an instant. */
  default Instant instant() {
    return Instant.ofEpochMilli(until());
  }
}
