package io.treeline.tls;

import io.treeline.core.name.Sni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client says of itself before anything is chosen (RFC 8446 §4.1.2), as far as the choice of
 * a certificate asks: everything else is the TLS library's. Immutable.
 */
public final class ClientHello implements FirstBytes {

  static final byte[] NO_PROTOCOLS = {};

  private final Sni sni;
  private final byte[] protocols;

  /**
   * The parts.
   *
   * @param protocols the ProtocolNameList of RFC 7301 §3.1 without its length; it was checked
   */
  ClientHello(Sni sni, byte[] protocols) {
    this.sni = sni;
    this.protocols = protocols;
  }

  /** The name that is asked for. */
  public Sni sni() {
    return sni;
  }

  /** The protocols that the client offers by ALPN, in its order; empty without the extension. */
  public List<String> alpn() {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < protocols.length; at += 1 + length(at)) {
      names.add(new String(protocols, at + 1, length(at), StandardCharsets.ISO_8859_1));
    }
    return List.copyOf(names);
  }

  /**
   * Whether the client offers this protocol by ALPN and no other, as a tls-alpn-01 validation does.
   */
  public boolean offersOnly(String protocol) {
    return protocols.length == 1 + protocol.length() && alpn().contains(protocol);
  }

  private int length(int at) {
    return protocols[at] & 0xff;
  }

  @Override
  public String toString() {
    return "ClientHello[sni=" + sni + ", alpn=" + alpn() + "]";
  }
}
