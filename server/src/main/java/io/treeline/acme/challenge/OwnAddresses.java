package io.treeline.acme.challenge;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses under which the installation is reached: this machine's, and those that the
 * configuration names for what stands before it. Immutable.
 */
record OwnAddresses(Set<InetAddress> addresses) {

  /** As they are at this moment. */
  static OwnAddresses now(List<InetAddress> configured) {
    Set<InetAddress> all = new HashSet<>(configured);
    try {
      all.addAll(
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .map(OwnAddresses::withoutScope)
              .toList());
    } catch (SocketException e) {
      // What the configuration names is what is known then.
    }
    return new OwnAddresses(Set.copyOf(all));
  }

  boolean has(InetAddress address) {
    return addresses.contains(withoutScope(address));
  }

  /** For a sentence: those that a name on the internet could point to. */
  String shown() {
    return addresses.stream()
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(InetAddress::getHostAddress)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 octets", e);
    }
  }
}
