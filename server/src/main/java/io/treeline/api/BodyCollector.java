package io.treeline.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Collects a request's body up to a limit. Runs on the event loop; one for each request. */
final class BodyCollector {

  private final RoutingContext context;
  private final int limit;
  private final Buffer body = Buffer.buffer();
  private boolean over;

  private BodyCollector(RoutingContext context, int limit) {
    this.context = context;
    this.limit = limit;
  }

  /** Resumes the request and hands the whole body on; beyond the limit the request fails. */
  static void collect(RoutingContext context, int limit, Consumer<byte[]> next) {
    BodyCollector collector = new BodyCollector(context, limit);
    HttpServerRequest request = context.request();
    request.handler(collector::take);
    request.exceptionHandler(broken -> collector.over = true);
    request.endHandler(none -> collector.end(next));
    request.resume();
  }

  private void take(Buffer part) {
    if (over) {
      return;
    }
    if (body.length() + part.length() > limit) {
      over = true;
      context.fail(
          new ApiException(
              ProblemType.TOO_LARGE,
              "The body has more than "
                  + limit / 1024
                  + " KiB: send less, or use /v1/import for"
                  + " many domains."));
      return;
    }
    body.appendBuffer(part);
  }

  private void end(Consumer<byte[]> next) {
    if (!over) {
      next.accept(body.getBytes());
    }
  }
}
