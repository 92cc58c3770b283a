package io.treeline.front;

import java.net.InetSocketAddress;

/** A role can't listen on one of its addresses; the message says which, why, and what to do. */
public final class ListenFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String role;
  private final int port;

  /** Judges the cause and words the sentence. */
  public ListenFailedException(String role, InetSocketAddress address, Throwable cause) {
    super(sentence(role, address, String.valueOf(cause.getMessage())), cause);
    this.role = role;
    this.port = address.getPort();
  }

  /** The name of the role. */
  public String role() {
    return role;
  }

  /** The port that it wanted. */
  public int port() {
    return port;
  }

  private static String sentence(String role, InetSocketAddress address, String cause) {
    String where = "Role " + role + " can't listen on port " + address.getPort();
    String host = address.getHostString();
    if (cause.contains("in use")) {
      return where
          + ": another program has it; stop that one (ss -ltnp 'sport = :"
          + address.getPort()
          + "' names it) or give the role another port.";
    }
    if (cause.contains("ermission denied")) {
      return where
          + ": ports below 1024 want root or CAP_NET_BIND_SERVICE;"
          + " grant it or give the role a higher port.";
    }
    if (cause.contains("assign requested address") || address.isUnresolved()) {
      return where + ": " + host + " is no address of this machine; correct the role's bind.";
    }
    return where + " of " + host + ": " + cause + "; correct the role's bind or port.";
  }
}
