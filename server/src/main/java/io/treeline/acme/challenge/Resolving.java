package io.treeline.acme.challenge;

import io.treeline.config.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Type;

/**
 * Asks resolvers, as an authority would: the DNS alone, no hosts file. Blocks; safe for use by
 * several threads.
 */
final class Resolving {

  /** No more than that are tried, so that a question ends within a few seconds. */
  private static final int MAX_RESOLVERS = 2;

  private final List<HostPort> configured;

  /**
   * What the configuration names.
   *
   * @param configured empty for the system's resolvers
   */
  Resolving(List<HostPort> configured) {
    this.configured = List.copyOf(configured);
  }

  /** The answer of the first resolver that has one. */
  DnsReply ask(Name name, int type) {
    DnsReply last = DnsReply.failed("no resolver is configured");
    for (Nameserver resolver : resolvers()) {
      last = resolver.ask(name, type, true);
      if (!last.isFailed()) {
        return last;
      }
    }
    return last;
  }

  /** The addresses of a host, IPv6 and IPv4; none where they can't be found. */
  List<InetAddress> addresses(Name host) {
    List<InetAddress> addresses = new ArrayList<>();
    ask(host, Type.A).all(ARecord.class).forEach(a -> addresses.add(a.getAddress()));
    ask(host, Type.AAAA).all(AAAARecord.class).forEach(a -> addresses.add(a.getAddress()));
    return addresses;
  }

  private List<Nameserver> resolvers() {
    List<InetSocketAddress> servers =
        configured.isEmpty()
            ? ofTheSystem()
            : configured.stream().map(each -> Nameserver.of(each).address()).toList();
    return servers.stream()
        .filter(server -> !server.isUnresolved())
        .limit(MAX_RESOLVERS)
        .map(Nameserver::new)
        .toList();
  }

  /** As they are now: the library would keep those that it found first. */
  private static List<InetSocketAddress> ofTheSystem() {
    ResolverConfig.refresh();
    return ResolverConfig.getCurrentConfig().servers();
  }
}
