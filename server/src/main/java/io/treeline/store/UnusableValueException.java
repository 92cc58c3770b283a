package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import org.jspecify.annotations.Nullable;

/** A stored certificate that can't be served; the message is one sentence that says why. */
public final class UnusableValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CertificateId certificate;

  /** Made by the store; {@code problem} goes on after "Certificate 12 can't be served: ". */
  public UnusableValueException(
      CertificateId certificate, String problem, @Nullable Throwable cause) {
    super("Certificate " + certificate.value() + " can't be served: " + problem + ".", cause);
    this.certificate = certificate;
  }

  /** Which one. */
  public CertificateId certificate() {
    return certificate;
  }
}
