package io.treeline.core.cert;

import org.jspecify.annotations.Nullable;

/** One thing that an input has in it, before anybody knows what it is. */
sealed interface Block {

  /** Where it is. */
  Place place();

  /** Octets, in PEM or as a DER file. May hold a secret. */
  record Octets(Place place, byte[] der, @Nullable DekInfo dek) implements Block {

    /** The label of the BEGIN line. */
    String label() {
      String label = place.label();
      return label == null ? "" : label;
    }

    /** The place, never the octets. */
    @Override
    public String toString() {
      return place.toString();
    }
  }

  /** The line {@code key sha256=…} of a public text. */
  record KeyReference(Place place, Fingerprint spki) implements Block {}
}
