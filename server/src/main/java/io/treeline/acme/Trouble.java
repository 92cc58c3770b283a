package io.treeline.acme;

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
}
