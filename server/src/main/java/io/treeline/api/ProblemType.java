package io.treeline.api;

import java.util.Locale;

/** The kinds of problem that the API answers with: each a stable word, a status and a title. */
enum ProblemType {
  BAD_REQUEST(400, "The request can't be read"),
  UNAUTHORIZED(401, "A token is needed"),
  FORBIDDEN(403, "The token's role doesn't allow this"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "This can't be done there"),
  CONFLICT(409, "The tree as it is doesn't allow this"),
  STALE(412, "It has changed meanwhile"),
  TOO_LARGE(413, "The request is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "This kind of content isn't read here"),
  INVALID(422, "A value is wrong"),
  BAD_CERTIFICATE(422, "The certificate can't be taken"),
  UNUSABLE_CERTIFICATE(422, "A stored certificate can't be served"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "Treeline failed"),
  NOT_READY(503, "The server isn't ready"),
  STORE_UNAVAILABLE(503, "The store can't be used"),
  STORE_FULL(507, "The disk is full");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The URI that names it; for comparing, there is nothing to fetch. */
  String uri() {
    return "urn:treeline:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
