package io.treeline.acme.challenge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * Where a TXT record has to stand: behind the aliases of its name, in a zone of the server that
 * takes updates. Immutable.
 *
 * @param zone the zone to update
 * @param owner the record's name there
 */
record RecordPlace(Name zone, Name owner) {

  private static final int MAX_ALIASES = 8;

  /**
   * Looks for it: the server itself knows best what is in its zones, resolvers know the rest.
   *
   * @param zone the zone of the configuration, null to find it by its SOA
   */
  static RecordPlace find(Name name, Nameserver server, @Nullable Name zone, Resolving resolving)
      throws ChallengeException {
    Name owner = behindAliases(name, server, resolving);
    if (zone == null) {
      return new RecordPlace(zoneOf(owner, server), owner);
    }
    if (!owner.subdomain(zone)) {
      throw new ChallengeException(
          "The record "
              + ChallengeRecord.shown(owner)
              + " is outside the zone "
              + ChallengeRecord.shown(zone)
              + " of 'acme.dns.update.zone': leave the zone out, or point "
              + ChallengeRecord.shown(name)
              + " into it with a CNAME.");
    }
    return new RecordPlace(zone, owner);
  }

  private static Name behindAliases(Name name, Nameserver server, Resolving resolving)
      throws ChallengeException {
    Name at = name;
    Set<Name> seen = new HashSet<>();
    while (seen.add(at) && seen.size() <= MAX_ALIASES) {
      DnsReply known = server.ask(at, Type.CNAME, false);
      DnsReply reply = known.authoritative() ? known : resolving.ask(at, Type.CNAME);
      List<CNAMERecord> alias = reply.all(CNAMERecord.class);
      if (alias.isEmpty()) {
        return at;
      }
      at = alias.getFirst().getTarget();
    }
    throw new ChallengeException(
        "The aliases of "
            + ChallengeRecord.shown(name)
            + " lead in a circle: correct its CNAME records.");
  }

  private static Name zoneOf(Name owner, Nameserver server) throws ChallengeException {
    DnsReply reply = DnsReply.failed("");
    for (Name at = owner; at.labels() > 1; at = new Name(at, 1)) {
      reply = server.ask(at, Type.SOA, false);
      if (reply.authoritative()) {
        SOARecord start = start(reply);
        if (start != null && owner.subdomain(start.getName())) {
          return start.getName();
        }
      }
    }
    throw new ChallengeException(
        "The server "
            + server
            + " has no zone for "
            + ChallengeRecord.shown(owner)
            + (reply.isFailed() ? " (" + reply.problem() + ")" : "")
            + ": correct 'acme.dns.update.server', or point the name with a CNAME to a zone that it"
            + " has.");
  }

  private static @Nullable SOARecord start(DnsReply reply) {
    List<SOARecord> starts = reply.all(SOARecord.class);
    if (starts.isEmpty()) {
      starts = DnsReply.of(reply.authority(), SOARecord.class);
    }
    return starts.isEmpty() ? null : starts.getFirst();
  }
}
