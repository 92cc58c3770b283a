package io.treeline.api;

import io.treeline.access.Right;
import io.treeline.access.Tokens;
import io.treeline.core.name.DomainName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens with which others come in. */
final class TokenEndpoints {

  private final Tokens tokens;

  TokenEndpoints(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A token as it is made: the only time that its secret is shown. */
  record MadeJson(String id, String token) {
    @Override
    public String toString() {
      return "MadeJson[" + id + "]";
    }
  }

  record ListedJson(
      String id, String subtree, String role, Instant created, @Nullable Instant expires) {

    static ListedJson of(Tokens.Listed token) {
      return new ListedJson(
          token.id(),
          token.subtree().text(),
          token.right().word(),
          token.created(),
          token.expires());
    }
  }

  /** {@code POST /v1/tokens}. */
  Answer create(Call call) {
    JsonObject json = call.json().only("subtree", "role", "expires");
    DomainName subtree = DomainName.parse(json.text("subtree"));
    Right right = right(json.text("role"));
    Tokens.NewToken made = tokens.create(call.who(), subtree, right, instant(json));
    return new Answer.OfJson(
        201, new MadeJson(made.id(), made.secret()), null, "/v1/tokens/" + made.id());
  }

  /** {@code GET /v1/tokens}. */
  Answer list(Call call) {
    List<ListedJson> listed = tokens.list(call.who()).stream().map(ListedJson::of).toList();
    return Answer.json(Map.of("tokens", listed));
  }

  /** {@code DELETE /v1/tokens/{id}}. */
  Answer revoke(Call call) {
    tokens.revoke(call.who(), call.pathPart("id"));
    return new Answer.Empty(204, null);
  }

  private static Right right(String word) {
    return Right.ofWord(word)
        .orElseThrow(() ->
            new UnreadableJsonException("'role' must be \"admin\", \"operator\" or \"viewer\"."));
  }

  private static @Nullable Instant instant(JsonObject json) {
    String text = json.optionalText("expires");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableJsonException(
          "'expires' must be a time such as \"2027-06-30T00:00:00Z\".");
    }
  }
}
