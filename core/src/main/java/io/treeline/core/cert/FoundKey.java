package io.treeline.core.cert;

import org.jspecify.annotations.Nullable;

/**
 * A private key of the input. Holds a secret.
 *
 * @param position counts the blocks of all inputs, so that orders can be compared
 */
record FoundKey(Place place, int position, KeyMaterial material) {

  /** Each is one of its own; also see {@link Fingerprint#equals}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return position;
  }
}
