package io.treeline.config;

/** A secret isn't where the configuration says; the message says what to do, without the secret. */
public final class SecretUnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  SecretUnreadableException(String sentence) {
    super(sentence);
  }
}
