package io.treeline.front.ws;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where a ws role listens. Immutable.
 *
 * @param role the role's name, for messages
 * @param https addresses of the TLS listeners
 * @param http addresses of the plain listeners
 * @param publicHttpsPort the port in redirects from the plain listeners
 */
public record WebListeners(
    String role, List<InetSocketAddress> https, List<InetSocketAddress> http, int publicHttpsPort) {

  /** Copies the lists. */
  public WebListeners {
    https = List.copyOf(https);
    http = List.copyOf(http);
  }
}
