package io.treeline.front.dns;

import io.treeline.core.challenge.Challenges;
import io.treeline.core.name.DomainName;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the responder answers for. Immutable; asked on event loops, so what it is made of reads
 * memory only.
 *
 * @param name the zone that is delegated to it, in which {@code NAME.ZONE} has the values of {@code
 *     _acme-challenge.NAME}
 * @param addresses under which it is reached: those of the zone's own name, which is its name
 *     server too; empty where they aren't known
 * @param challenges what is in force
 * @param ours whether {@code _acme-challenge.} before a name is answered for directly, as far as it
 *     is delegated
 */
public record DnsZone(
    DomainName name,
    List<InetAddress> addresses,
    Supplier<Challenges> challenges,
    Predicate<DomainName> ours) {

  /** Copies the list. */
  public DnsZone {
    addresses = List.copyOf(addresses);
  }
}
