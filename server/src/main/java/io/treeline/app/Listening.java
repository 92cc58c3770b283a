package io.treeline.app;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An address on which a role answers. */
record Listening(String role, String scheme, InetSocketAddress address) {

  int port() {
    return address.getPort();
  }

  /** The role and its URL, an address of all interfaces as {@code 0.0.0.0} or {@code [::]}. */
  @Override
  public String toString() {
    InetAddress ip = address.getAddress();
    String host = ip.getHostAddress();
    if (host.indexOf(':') >= 0) {
      host = ip.isAnyLocalAddress() ? "[::]" : "[" + host + "]";
    }
    return role + " " + scheme + "://" + host + ":" + port();
  }
}
