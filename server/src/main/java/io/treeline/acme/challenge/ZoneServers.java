package io.treeline.acme.challenge;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The servers that an authority may ask about a zone. For one thread.
 *
 * <p>The primary has to answer; another that doesn't is left out, since it may be reachable from
 * the outside only. One that answers has to know.
 */
final class ZoneServers {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Nameserver primary;
  private final Set<Nameserver> others;

  private ZoneServers(Nameserver primary, Set<Nameserver> others) {
    this.primary = primary;
    this.others = others;
  }

  /** The primary, and those that the zone names. */
  static ZoneServers of(Name zone, Nameserver primary, Resolving resolving) {
    Set<Nameserver> others = new LinkedHashSet<>();
    for (NSRecord named : primary.ask(zone, Type.NS, false).all(NSRecord.class)) {
      resolving
          .addresses(named.getTarget())
          .forEach(address ->
              others.add(
                  new Nameserver(new InetSocketAddress(address, SimpleResolver.DEFAULT_PORT))));
    }
    others.remove(primary);
    return new ZoneServers(primary, others);
  }

  /**
   * Waits until each of them answers with that value among others.
   *
   * @throws ChallengeException if one doesn't in time
   */
  void await(Name owner, String value) throws ChallengeException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<Nameserver> left = new ArrayList<>(others);
    left.addFirst(primary);
    while (true) {
      left.removeIf(server -> isSettled(server, owner, value));
      if (left.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline || Thread.interrupted()) {
        throw new ChallengeException(
            "The DNS server "
                + left.getFirst()
                + " does not have the TXT record of "
                + ChallengeRecord.shown(owner)
                + " "
                + LIMIT.toSeconds()
                + " s after its update: check that the zone's servers are told of changes (NOTIFY)"
                + " and transfer it.");
      }
      // A server elsewhere can't tell us when it has it.
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean isSettled(Nameserver server, Name owner, String value) {
    DnsReply reply = server.ask(owner, Type.TXT, false);
    if (!reply.authoritative() && !server.equals(primary)) {
      return true;
    }
    return textsOf(reply, owner).contains(value);
  }

  /** The values at a name, the strings of each put together (RFC 8555 §8.4). */
  static List<String> textsOf(DnsReply reply, @Nullable Name owner) {
    List<String> texts = new ArrayList<>();
    for (TXTRecord record : reply.all(TXTRecord.class)) {
      if (owner == null || record.getName().equals(owner)) {
        texts.add(String.join("", record.getStrings()));
      }
    }
    return texts;
  }
}
