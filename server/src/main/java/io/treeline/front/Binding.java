package io.treeline.front;

import io.treeline.config.Bind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The socket addresses that a role listens on. */
public final class Binding {

  private Binding() {}

  /**
   * The addresses for a port: where the role's {@code bind} says nothing, every address of the
   * machine, IPv6 and IPv4 in one socket where the machine has IPv6.
   *
   * @param port 0 lets the system choose
   */
  public static List<InetSocketAddress> of(Bind bind, int port) {
    if (!bind.addresses().isEmpty()) {
      return bind.at(port);
    }
    return List.of(new InetSocketAddress(hasIpv6() ? "::" : "0.0.0.0", port));
  }

  private static boolean hasIpv6() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(Binding::isIpv6);
    } catch (SocketException e) {
      return false;
    }
  }

  private static boolean isIpv6(InetAddress address) {
    return address instanceof Inet6Address;
  }
}
