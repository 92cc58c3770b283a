package io.treeline.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Writes answers and problems as HTTP. Runs on the event loop. */
final class Sender {

  /** How long a body that nobody wants may still come before its connection is cut. */
  private static final long DRAIN_MILLIS = 5000;

  private Sender() {}

  static void send(RoutingContext context, Answer answer) {
    HttpServerResponse response = begin(context, answer.status());
    switch (answer) {
      case Answer.OfJson json -> {
        version(response, json.version());
        if (json.location() != null) {
          response.putHeader("Location", json.location());
        }
        end(context, "application/json", Json.write(json.value()));
      }
      case Answer.OfText text -> {
        version(response, text.version());
        end(context, text.mediaType(), text.text());
      }
      case Answer.Empty empty -> {
        version(response, empty.version());
        response.end();
      }
    }
  }

  static void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      // The status is out already: a cut connection is the one way left to say that it failed.
      context.request().connection().close();
      return;
    }
    begin(context, problem.type().status());
    if (problem.type() == ProblemType.UNAUTHORIZED) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"treeline\"");
    }
    drain(context);
    end(context, Problem.MEDIA_TYPE, Json.write(problem.document()));
  }

  /** Status and the headers that every answer has. */
  static HttpServerResponse begin(RoutingContext context, int status) {
    return context
        .response()
        .setStatusCode(status)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
  }

  private static void version(HttpServerResponse response, @Nullable Long version) {
    if (version != null) {
      response.putHeader("ETag", Call.etag(version));
    }
  }

  private static void end(RoutingContext context, String mediaType, String text) {
    context.response().putHeader("Content-Type", mediaType).end(text);
  }

  /** Reads on, and away, so that the client gets to reading the answer. */
  static void drain(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    request.handler(unwanted -> {});
    request.resume();
    context
        .vertx()
        .setTimer(
            DRAIN_MILLIS,
            none -> {
              if (!request.isEnded()) {
                request.connection().close();
              }
            });
  }
}
