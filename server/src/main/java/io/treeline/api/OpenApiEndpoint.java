package io.treeline.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** {@code GET /v1/openapi.json}: the published description of the API (OpenAPI 3.1). */
final class OpenApiEndpoint implements Endpoint {

  @Override
  public Answer answer(Call call) {
    return new Answer.OfText(200, "application/json", text(), null);
  }

  static String text() {
    try (InputStream in = OpenApiEndpoint.class.getResourceAsStream("openapi.json")) {
      return new String(
          Objects.requireNonNull(in, "openapi.json").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
