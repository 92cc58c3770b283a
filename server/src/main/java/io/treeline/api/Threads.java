package io.treeline.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The way off the event loop and back: what may block runs on a virtual thread of its own, and what
 * comes of it is handed back to the loop of the request. Safe for use by several threads.
 */
final class Threads implements AutoCloseable {

  private final Vertx vertx;
  private final ExecutorService virtual =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());

  Threads(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Runs {@code work} off the loop, then {@code next} on it; a failure fails the request. */
  <T> void run(RoutingContext request, Callable<T> work, Consumer<T> next) {
    Context loop = vertx.getOrCreateContext();
    virtual.execute(() -> {
      try {
        T result = work.call();
        loop.runOnContext(none -> guarded(request, () -> next.accept(result)));
      } catch (Throwable e) {
        loop.runOnContext(none -> request.fail(e));
      }
    });
  }

  private static void guarded(RoutingContext request, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      request.fail(e);
    }
  }

  /** Lets what runs end by itself; nothing new begins. */
  @Override
  public void close() {
    virtual.shutdown();
  }
}
