package io.treeline.app;

import io.treeline.config.DnsAnswers;
import io.treeline.config.General;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.ChangeFeed;
import io.treeline.front.dns.DnsZone;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** What the DNS responder of role {@code mware} answers for: its zone, and names of the tree. */
final class ResponderZone {

  private ResponderZone() {}

  static DnsZone of(DnsAnswers.Responder responder, General general, ChangeFeed feed) {
    return new DnsZone(
        responder.zone(),
        addresses(responder, general),
        () -> feed.live().challenges(),
        name -> isOfTree(feed.live().tree(), name));
  }

  /** A domain of the tree, or a name below one, as {@code acme_subdomains} has them. */
  private static boolean isOfTree(DomainTree tree, DomainName name) {
    for (DomainName at = name; at != null; at = at.parent()) {
      if (tree.domain(at) != null) {
        return true;
      }
    }
    return false;
  }

  /** Where the internet reaches it: as the configuration says, else as far as the machine knows. */
  private static List<InetAddress> addresses(DnsAnswers.Responder responder, General general) {
    if (!general.publicAddresses().isEmpty()) {
      return general.publicAddresses();
    }
    List<InetAddress> bound =
        responder.bind().addresses().stream()
            .filter(address -> !address.isAnyLocalAddress())
            .toList();
    return bound.isEmpty() ? ofTheMachine() : bound;
  }

  private static List<InetAddress> ofTheMachine() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }
}
