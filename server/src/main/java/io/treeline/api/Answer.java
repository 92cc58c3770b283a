package io.treeline.api;

import org.jspecify.annotations.Nullable;

/** What an endpoint answers when all went well. Immutable. */
sealed interface Answer {

  /** The HTTP status. */
  int status();

  /**
   * A JSON value.
   *
   * @param version of what it shows, its ETag; null for none
   * @param location of what was made; null for none
   */
  record OfJson(int status, Object value, @Nullable Long version, @Nullable String location)
      implements Answer {}

  /** A text of some other type. */
  record OfText(int status, String mediaType, String text, @Nullable Long version)
      implements Answer {}

  /** Nothing but the status. */
  record Empty(int status, @Nullable Long version) implements Answer {}

  /** 200 with a JSON value. */
  static Answer json(Object value) {
    return new OfJson(200, value, null, null);
  }

  /** 200 with a JSON value and its version. */
  static Answer json(Object value, long version) {
    return new OfJson(200, value, version, null);
  }
}
