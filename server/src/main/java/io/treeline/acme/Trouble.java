package io.treeline.acme;

import io.treeline.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Why an issuance didn't go on. Immutable; holds no secret.
 *
 * @param kind stable, for machines: {@code preflight}, {@code answer}, {@code challenge}, {@code
 *     rejected}, {@code limit}, {@code rate-limited}, {@code unreachable}, {@code authority},
 *     {@code account}, {@code store}, {@code no-email}, {@code clock}
 * @param sentence what went wrong, in plain words
 * @param nextStep what to do about it
 * @param problem the authority's own problem document (RFC 9457) as JSON, null without one
 */
public record Trouble(String kind, String sentence, String nextStep, @Nullable String problem) {

  /** The kind of what has to wait for one of the authority's limits, as they are counted here. */
  static final String LIMIT = "limit";

  /** The kind of an answer to a challenge that could not be put up: the authority never looked. */
  static final String ANSWER = "answer";

  /** The store takes no writes, so nothing is ordered or put in force. */
  static Trouble of(StoreException e) {
    return e instanceof StoreException.Full full
        ? new Trouble(
            "store",
            "The disk that holds "
                + full.place()
                + " is full: no certificate can be ordered or put in force.",
            "Make room there; it goes on by itself.",
            null)
        : new Trouble(
            "store",
            "No certificate can be ordered or put in force: " + e.getMessage(),
            "It goes on by itself when the store takes writes again.",
            null);
  }
}
