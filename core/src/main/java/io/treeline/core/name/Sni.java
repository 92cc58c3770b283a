package io.treeline.core.name;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a ClientHello said in its server_name extension (RFC 6066 §3), normalised as the lookup
 * wants it: lower case, one trailing dot dropped.
 *
 * <p>Clients send things that are no names: IP literals, empty labels, 300 octets. These have no
 * parent names, and no client is refused for them. Immutable.
 */
public sealed interface Sni {

  /** No server_name extension, or one without a host name. */
  record Absent() implements Sni {
    @Override
    public String toString() {
      return "";
    }
  }

  /** A name, in its normal form. */
  record Name(DomainName name) implements Sni {
    @Override
    public String toString() {
      return name.text();
    }
  }

  /**
   * Something that is no name.
   *
   * @param shown its beginning, in printable ASCII
   * @param octets how many octets the client sent
   * @param hasNul whether one of them was zero
   */
  record NoName(String shown, int octets, boolean hasNul) implements Sni {
    @Override
    public String toString() {
      return shown;
    }
  }

  /** The value of a ClientHello without a host name. */
  Sni ABSENT = new Absent();

  /** Reads a host name as the octets that a client sent. Never throws. */
  static Sni ofOctets(byte[] octets) {
    if (octets.length == 0) {
      return ABSENT;
    }
    DomainName name = DomainName.ofOctets(octets);
    return name != null ? new Name(name) : noName(octets);
  }

  /**
   * Reads a host name as a person typed it for an explanation: like a client's, U-labels converted.
   */
  static Sni ofTyped(String typed) {
    byte[] octets = typed.getBytes(StandardCharsets.UTF_8);
    for (byte b : octets) {
      if (b < 0) {
        try {
          return new Name(DomainName.parse(typed));
        } catch (InvalidNameException e) {
          return noName(octets);
        }
      }
    }
    return ofOctets(octets);
  }

  private static NoName noName(byte[] octets) {
    boolean hasNul = false;
    for (byte b : octets) {
      hasNul |= b == 0;
    }
    return new NoName(printable(octets), octets.length, hasNul);
  }

  private static String printable(byte[] octets) {
    byte[] shown = Arrays.copyOf(octets, Math.min(octets.length, 300));
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] <= ' ' || shown[i] >= 127) {
        shown[i] = '?';
      }
    }
    return new String(shown, StandardCharsets.US_ASCII);
  }
}
