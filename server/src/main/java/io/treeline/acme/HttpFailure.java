package io.treeline.acme;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.exception.AcmeException;

/**
 * An answer that is no success and has no problem document, or one that carries its HTTP status.
 */
final class HttpFailure extends AcmeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Instant retryAfter;

  /**
   * @param status 0 where it isn't known
   */
  HttpFailure(int status, @Nullable Instant retryAfter, AcmeException cause) {
    super(cause.getMessage(), cause);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  @Nullable Instant retryAfter() {
    return retryAfter;
  }
}
