package io.treeline.api;

import io.treeline.access.Principal;
import io.treeline.registry.ImportOutcome;
import io.treeline.registry.Registry;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;

/**
 * {@code POST /v1/import}: the body is read as it comes, however long it is. The answer is a line
 * of JSON now and then, {@code {"lines":N}}, and a last one with {@code result} or {@code problem}.
 */
final class ImportEndpoint {

  private static final long EVERY_NANOS = Duration.ofMillis(250).toNanos();

  private final Registry registry;
  private final Threads threads;

  ImportEndpoint(Registry registry, Threads threads) {
    this.registry = registry;
    this.threads = threads;
  }

  void handle(RoutingContext context, Principal who, Call call) {
    if (!call.mediaType().equals("application/jsonl")) {
      throw new ApiException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "An import is application/jsonl, one domain a line: say so in Content-Type.");
    }
    boolean allowNested = call.flag("allowNested");
    boolean dryRun = call.flag("dryRun");
    Context loop = context.vertx().getOrCreateContext();
    RequestInput lines = new RequestInput(context.request(), loop);
    HttpServerResponse response = Sender.begin(context, 200);
    response.setChunked(true).putHeader("Content-Type", "application/jsonl");
    Progress progress = new Progress(response, loop);
    threads.run(
        context,
        () -> outcome(who, lines, allowNested, dryRun, progress),
        last -> finish(context, last));
  }

  private Map<String, ?> outcome(
      Principal who, RequestInput lines, boolean allowNested, boolean dryRun, Progress progress) {
    try {
      ImportOutcome outcome =
          registry.importLines(who, lines, allowNested, dryRun, progress::lines);
      return Map.of("result", outcome);
    } catch (RuntimeException e) {
      return Map.of("problem", Problem.of(e).document());
    }
  }

  private static void finish(RoutingContext context, Map<String, ?> last) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return;
    }
    Sender.drain(context);
    response.end(Json.write(last) + "\n");
  }

  /** Writes how far it is, at most a few times a second. */
  private static final class Progress {

    private final HttpServerResponse response;
    private final Context loop;
    private long last = System.nanoTime();

    Progress(HttpServerResponse response, Context loop) {
      this.response = response;
      this.loop = loop;
    }

    /** Called by the importing thread alone. */
    void lines(long count) {
      long now = System.nanoTime();
      if (now - last >= EVERY_NANOS) {
        last = now;
        loop.runOnContext(none -> write(count));
      }
    }

    private void write(long count) {
      if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
        response.write("{\"lines\":" + count + "}\n");
      }
    }
  }
}
