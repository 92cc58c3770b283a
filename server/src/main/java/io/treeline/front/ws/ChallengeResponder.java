package io.treeline.front.ws;

import org.jspecify.annotations.Nullable;

/**
 * Answers the authority's http-01 questions on the plain port (RFC 8555 §8.3).
 *
 * <p>Asked on an event loop: reads memory only, and is safe for use by several threads.
 */
@FunctionalInterface
public interface ChallengeResponder {

  /** Knows no answer. */
  ChallengeResponder NONE = (host, token) -> null;

  /** The key authorization for a token, null where none awaits the authority. */
  @Nullable String answer(String host, String token);
}
