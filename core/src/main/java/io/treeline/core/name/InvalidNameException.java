package io.treeline.core.name;

/** A text that is no domain name; the message is one sentence that says why. */
public final class InvalidNameException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidNameException(String given, String problem) {
    super(Shown.of(given) + " is no domain name: " + problem + ".");
  }
}
