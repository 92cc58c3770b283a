package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import io.treeline.api.UnreadableJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server's problem document (RFC 9457); the message has its sentences, a line each. */
final class ApiFailure extends Failure {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, ?> document;

  private ApiFailure(String sentences, Map<String, ?> document) {
    super(sentences);
    this.document = document;
  }

  /** What a server answered with a status of 400 or more. */
  static ApiFailure of(int status, byte[] body) {
    try {
      return of(Json.readObject(body));
    } catch (UnreadableJsonException e) {
      String sentence =
          "The server answered with status " + status + " and no reason: is it a Treeline server?";
      return new ApiFailure(sentence, Map.of("status", status, "detail", sentence));
    }
  }

  /** That document. */
  static ApiFailure of(JsonObject document) {
    List<String> lines = new ArrayList<>();
    document.objects("findings").forEach(finding -> lines.add(finding.text("sentence")));
    lines.addAll(document.texts("problems"));
    String detail = document.text("detail");
    if (lines.isEmpty()) {
      lines.add(detail);
    }
    return new ApiFailure(String.join("\n", lines), document.members());
  }

  /** The whole document. */
  Map<String, ?> document() {
    return document;
  }
}
