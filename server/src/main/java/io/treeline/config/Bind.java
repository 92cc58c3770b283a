package io.treeline.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The addresses of a server on which a listener listens: all, or the listed ones. Immutable.
 *
 * @param addresses no two alike; empty means every address, IPv6 and IPv4
 */
public record Bind(List<InetAddress> addresses) {

  /** Every address, IPv6 and IPv4. */
  public static final Bind EVERYWHERE = new Bind(List.of());

  public Bind {
    addresses = List.copyOf(addresses);
  }

  /** The socket addresses to listen on for a port. */
  public List<InetSocketAddress> at(int port) {
    return addresses.isEmpty()
        ? List.of(new InetSocketAddress(port))
        : addresses.stream().map(address -> new InetSocketAddress(address, port)).toList();
  }

  /** Whether the same port can't be listened on at both. */
  boolean overlaps(Bind other) {
    return addresses.isEmpty()
        || other.addresses.isEmpty()
        || addresses.stream().anyMatch(a -> other.addresses.stream().anyMatch(b -> clash(a, b)));
  }

  private static boolean clash(InetAddress a, InetAddress b) {
    boolean sameFamily = a.getClass() == b.getClass();
    return sameFamily && (a.equals(b) || a.isAnyLocalAddress() || b.isAnyLocalAddress());
  }
}
