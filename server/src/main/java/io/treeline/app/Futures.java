package io.treeline.app;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for what others do, on threads that may block. */
final class Futures {

  private Futures() {}

  /** The value; a failure is thrown, as a {@link StartFailedException} if it is no runtime one. */
  static <T> T await(Future<T> future) {
    return join(future.toCompletionStage().toCompletableFuture());
  }

  /** The same for what runs on a thread of ours. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      if (cause instanceof RuntimeException known) {
        throw known;
      }
      throw new StartFailedException(String.valueOf(cause.getMessage()));
    }
  }
}
