package io.treeline.acme;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An authority could not be asked, or refused. */
final class UnreachableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;
  private final transient @Nullable Instant until;

  UnreachableException(AuthorityException cause) {
    super(cause.trouble().sentence(), cause);
    this.trouble = cause.trouble();
    this.until = cause instanceof AuthorityException.Busy busy ? busy.until() : null;
  }

  Trouble trouble() {
    return trouble;
  }

  /** When it may be asked again; null if asking again is of no use. */
  @Nullable Instant until() {
    return until;
  }
}
