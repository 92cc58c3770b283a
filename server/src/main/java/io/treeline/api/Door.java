package io.treeline.api;

import io.treeline.access.Principal;
import io.treeline.access.Tokens;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says who comes in by a listener. May block. */
@FunctionalInterface
interface Door {

  /**
   * Who sent a request.
   *
   * @param authorization its header of that name; null for none
   */
  Principal admit(@Nullable String authorization);

  /** The door of the data directory: whoever can open the socket owns it. */
  static Door local() {
    Principal owner = new Principal.LocalOwner(System.getProperty("user.name", "owner"));
    return authorization -> owner;
  }

  /** The door of the network: bearer tokens (RFC 6750 §2.1). */
  static Door bearer(Tokens tokens) {
    return authorization -> {
      if (authorization == null) {
        throw unauthorized("There is no token: send 'Authorization: Bearer …'.");
      }
      if (!authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
        throw unauthorized("Only bearer tokens are taken: send 'Authorization: Bearer …'.");
      }
      Principal who = tokens.authenticate(authorization.substring(7).strip());
      if (who == null) {
        throw unauthorized(
            "The token isn't known, was revoked or has expired: ask who administers the tree for"
                + " another ('treeline token create').");
      }
      return who;
    };
  }

  private static ApiException unauthorized(String sentence) {
    return new ApiException(ProblemType.UNAUTHORIZED, sentence);
  }
}
