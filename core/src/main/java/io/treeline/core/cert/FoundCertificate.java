package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of the input.
 *
 * @param position counts the blocks of all inputs, so that orders can be compared
 */
record FoundCertificate(Place place, int position, X509Certificate certificate) {

  /** Whether it may issue others: a CA by its basic constraints (RFC 5280 §4.2.1.9). */
  boolean isAuthority() {
    return certificate.getBasicConstraints() >= 0;
  }

  /** Whether both came in one file or one paste. */
  boolean isInFileOf(Place other) {
    return Objects.equals(place.file(), other.file());
  }

  /** Each is one of its own; also see {@link Fingerprint#equals}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return position;
  }

  String shown() {
    return X509.shown(certificate);
  }
}
