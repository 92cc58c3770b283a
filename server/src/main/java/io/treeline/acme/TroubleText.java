package io.treeline.acme;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The form in which a trouble is remembered: a JSON object. It has no state. */
final class TroubleText {

  private static final JsonMapper JSON = new JsonMapper();

  private TroubleText() {}

  static String write(Trouble trouble) {
    return JSON.writeValueAsString(trouble);
  }

  /** What was remembered; null for nothing, or what this version doesn't read. */
  static @Nullable Trouble read(@Nullable String text) {
    try {
      return text == null ? null : JSON.readValue(text, Trouble.class);
    } catch (JacksonException e) {
      return null;
    }
  }
}
