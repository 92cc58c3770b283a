package io.treeline.acme.challenge;

import io.treeline.core.name.DomainName;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Whether the addresses of a name are ours, in the order in which an authority goes by them: IPv6
 * first (RFC 6724). Immutable.
 *
 * @param objection why not, empty if they are
 * @param addresses those that an authority would connect to, all ours if there is no objection
 */
record AddressCheck(String objection, List<InetAddress> addresses) {

  private static final Executor BESIDE = Thread.ofVirtual().name("preflight-dns-", 0)::start;

  static AddressCheck of(DomainName name, Name asked, Resolving resolving, OwnAddresses own) {
    CompletableFuture<DnsReply> ipv6 =
        CompletableFuture.supplyAsync(() -> resolving.ask(asked, Type.AAAA), BESIDE);
    DnsReply a = resolving.ask(asked, Type.A);
    DnsReply aaaa = ipv6.join();
    List<InetAddress> first = new ArrayList<>();
    List<InetAddress> second = new ArrayList<>();
    aaaa.all(AAAARecord.class).forEach(record -> first.add(record.getAddress()));
    a.all(ARecord.class).forEach(record -> second.add(record.getAddress()));
    if (first.isEmpty() && second.isEmpty()) {
      return objection(nothing(name, a, aaaa, own));
    }
    List<InetAddress> preferred = first.isEmpty() ? second : first;
    List<InetAddress> foreign = preferred.stream().filter(address -> !own.has(address)).toList();
    if (foreign.isEmpty()) {
      return new AddressCheck("", preferred);
    }
    boolean ipv4Ours = !second.isEmpty() && second.stream().allMatch(own::has);
    return objection(
        !first.isEmpty() && ipv4Ours
            ? ipv6(name, foreign)
            : elsewhere(name, foreign, foreign.size() == preferred.size(), own));
  }

  private static AddressCheck objection(String sentence) {
    return new AddressCheck(sentence, List.of());
  }

  private static String nothing(DomainName name, DnsReply a, DnsReply aaaa, OwnAddresses own) {
    if (a.isFailed() || aaaa.isFailed()) {
      DnsReply failed = a.isFailed() ? a : aaaa;
      return "The addresses of "
          + name
          + " can't be looked up, "
          + failed.problem()
          + ": check the name servers of its zone and its DNSSEC, or 'acme.resolvers'.";
    }
    String what =
        a.kind() == DnsReply.Kind.NO_NAME
            ? " is not in the DNS (NXDOMAIN)"
            : " has no A or AAAA record";
    return name + what + ": add one that points to this installation" + at(own) + ".";
  }

  private static String ipv6(DomainName name, List<InetAddress> foreign) {
    return name
        + " has the IPv6 address "
        + shown(foreign)
        + ", which is not ours, beside an IPv4 address that is, and authorities prefer IPv6: correct"
        + " or remove its AAAA record, or add the address to 'general.public_addresses' if it leads"
        + " here.";
  }

  private static String elsewhere(
      DomainName name, List<InetAddress> foreign, boolean all, OwnAddresses own) {
    return name
        + (all ? " points to " : " points here and to ")
        + shown(foreign)
        + ", which is not ours: correct its A and AAAA records"
        + (own.shown().isEmpty() ? "" : " (ours: " + own.shown() + ")")
        + ", or add the address to 'general.public_addresses' if it leads here.";
  }

  private static String at(OwnAddresses own) {
    return own.shown().isEmpty() ? "" : " (" + own.shown() + ")";
  }

  private static String shown(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
  }

  /** Of several the first, in brackets where a URL wants them. */
  static String inUrl(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
