package io.treeline.api;

import java.io.Serial;

/** A request that is wrong as HTTP, before any room hears of it; the message is one sentence. */
final class ApiException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient ProblemType type;

  ApiException(ProblemType type, String sentence) {
    super(sentence, null, false, false);
    this.type = type;
  }

  static ApiException badRequest(String sentence) {
    return new ApiException(ProblemType.BAD_REQUEST, sentence);
  }

  ProblemType type() {
    return type;
  }
}
