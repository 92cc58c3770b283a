package io.treeline.tls;

/**
 * A stored certificate that can't be served at all. The message is one sentence for a person, and
 * never holds a part of a key.
 */
public final class UnusableMaterialException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With the reason. */
  public UnusableMaterialException(String reason) {
    super(reason);
  }

  /** With the reason, and what went wrong below. */
  public UnusableMaterialException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
