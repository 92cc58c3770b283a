package io.treeline.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/**
 * A text that is not the JSON that was expected; the message is one sentence that says where. It
 * never quotes the text.
 */
public final class UnreadableJsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnreadableJsonException(String sentence) {
    super(sentence);
  }

  static UnreadableJsonException at(@Nullable TokenStreamLocation place) {
    return new UnreadableJsonException(
        place == null
            ? "The text is no JSON: correct it."
            : "The text is no JSON from line "
                + place.getLineNr()
                + ", column "
                + place.getColumnNr()
                + " on: correct it there.");
  }

  static UnreadableJsonException empty() {
    return new UnreadableJsonException("There is no JSON at all: send one object, {…}.");
  }
}
