package io.treeline.core.cert;

import org.jspecify.annotations.Nullable;

/** One thing that an input has in it, before anybody knows what it is. */
sealed interface Block {

  /** Where it is. */
  Place place();

  /** The line {@code key sha256=…} of a public text. */
  record KeyReference(Place place, Fingerprint spki) implements Block {}

  /** Octets, from a PEM block or a file in DER. May hold a secret. */
  final class Octets implements Block {

    private final Place place;
    private final byte[] der;
    private final @Nullable DekInfo dek;

    Octets(Place place, byte[] der, @Nullable DekInfo dek) {
      this.place = place;
      this.der = der;
      this.dek = dek;
    }

    @Override
    public Place place() {
      return place;
    }

    /** The octets, encrypted if there is a {@link #dek()}. */
    byte[] der() {
      return der;
    }

    /** How they are encrypted, if the block says so in its older way. */
    @Nullable DekInfo dek() {
      return dek;
    }

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
}
