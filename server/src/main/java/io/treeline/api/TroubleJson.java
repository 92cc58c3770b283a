package io.treeline.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.treeline.acme.Trouble;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an issuance didn't go on, in JSON.
 *
 * @param problem the authority's own problem document
 */
record TroubleJson(
    String kind, String sentence, String nextStep, @Nullable Object problem, @Nullable Instant at) {

  static TroubleJson of(Trouble trouble, @Nullable Instant at) {
    return new TroubleJson(
        trouble.kind(), trouble.sentence(), trouble.nextStep(), problem(trouble.problem()), at);
  }

  /** A document that an authority sent, as a value; as a text where it is no JSON after all. */
  static @Nullable Object problem(@Nullable String document) {
    if (document == null) {
      return null;
    }
    try {
      return Json.read(document.getBytes(UTF_8));
    } catch (UnreadableJsonException e) {
      return document;
    }
  }
}
