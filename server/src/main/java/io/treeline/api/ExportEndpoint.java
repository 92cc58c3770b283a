package io.treeline.api;

import io.treeline.access.Principal;
import io.treeline.registry.Registry;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/export}: every domain that the caller sees, one a line, as it is read. */
final class ExportEndpoint {

  private final Registry registry;
  private final Threads threads;

  ExportEndpoint(Registry registry, Threads threads) {
    this.registry = registry;
    this.threads = threads;
  }

  void handle(RoutingContext context, Principal who) {
    Context loop = context.vertx().getOrCreateContext();
    HttpServerResponse response = Sender.begin(context, 200);
    response.setChunked(true).putHeader("Content-Type", "application/jsonl");
    ResponseOutput lines = new ResponseOutput(response, loop);
    threads.run(
        context,
        () -> {
          registry.export(who, lines);
          lines.flush();
          return true;
        },
        done -> response.end());
  }
}
