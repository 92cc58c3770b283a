package io.treeline.core.cert;

/** Stored material that can't be served; the message is one sentence and holds no secret. */
public final class UnusableCertificateException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableCertificateException(String message) {
    super(message);
  }
}
