package io.treeline.acme.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which an authority would have a certificate renewed (RFC 9773 §4.2). Immutable.
 *
 * @param start its first instant
 * @param end the first instant after it; a window that doesn't end after its start says nothing
 * @param isExplained whether the authority says why it is what it is: something has happened
 */
public record Window(Instant start, Instant end, boolean isExplained) {

  /** A window without an explanation. */
  public Window(Instant start, Instant end) {
    this(start, end, false);
  }

  /**
   * As an authority announced it.
   *
   * @param reason the page on which it says why; null without one
   */
  public static Window announced(Instant start, Instant end, @Nullable String reason) {
    return new Window(start, end, reason != null);
  }

  /** Whether it says anything. */
  boolean isUsable() {
    return start.isBefore(end);
  }

  /** Whether an instant lies in it. Let's Encrypt exempts renewals from its limits just then. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }
}
