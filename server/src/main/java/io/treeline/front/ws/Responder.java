package io.treeline.front.ws;

import io.vertx.core.http.HttpServerRequest;

/** What stands behind a route and answers its requests, on the request's event loop. */
interface Responder {

  /**
   * Answers.
   *
   * @param path the request's path, normalised
   * @param prefix the route's path, of which {@code path} is the same or lies below
   */
  void respond(HttpServerRequest request, String path, String prefix);
}
