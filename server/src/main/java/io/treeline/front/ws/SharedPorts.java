package io.treeline.front.ws;

import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The addresses as Vert.x takes them. All event loops listen on each, over one socket; where the
 * system is to choose the port, Vert.x wants a number that stands for the choice that they share.
 */
record SharedPorts(List<SocketAddress> https, List<SocketAddress> http) {

  static SharedPorts of(WebListeners listeners, IntSupplier choices) {
    return new SharedPorts(shared(listeners.https(), choices), shared(listeners.http(), choices));
  }

  private static List<SocketAddress> shared(
      List<InetSocketAddress> addresses, IntSupplier choices) {
    return addresses.stream().map(address -> shared(address, choices)).toList();
  }

  private static SocketAddress shared(InetSocketAddress address, IntSupplier choices) {
    return address.getPort() == 0
        ? SocketAddress.sharedRandomPort(choices.getAsInt(), host(address))
        : SocketAddress.inetSocketAddress(address.getPort(), host(address));
  }

  private static String host(InetSocketAddress address) {
    return address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
  }
}
