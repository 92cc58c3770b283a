package io.treeline.acme.challenge;

import io.treeline.config.DnsAnswers;
import io.treeline.config.SecretUnreadableException;
import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Update;

/**
 * Publishes TXT records by dynamic updates (RFC 2136) that are signed with a shared key (RFC 8945),
 * and waits until the zone's servers have them. Other values at the same name stay.
 */
final class UpdatedRecords implements TxtRecords {

  private static final long TTL = 60;

  private final DnsAnswers.Update how;
  private final Resolving resolving;
  private final Map<String, String> environment;

  UpdatedRecords(DnsAnswers.Update how, Resolving resolving, Map<String, String> environment) {
    this.how = how;
    this.resolving = resolving;
    this.environment = environment;
  }

  @Override
  public void add(List<Dns01> records) throws ChallengeException {
    Nameserver server = server();
    Map<Dns01, RecordPlace> places = new LinkedHashMap<>();
    Map<Name, Update> updates = new LinkedHashMap<>();
    for (Dns01 record : records) {
      RecordPlace place = place(record, server);
      places.put(record, place);
      updates.computeIfAbsent(place.zone(), Update::new).add(text(place, record));
    }
    for (Map.Entry<Name, Update> each : updates.entrySet()) {
      send(server, each.getKey(), each.getValue());
    }
    for (Name zone : updates.keySet()) {
      ZoneServers servers = ZoneServers.of(zone, server, resolving);
      for (Map.Entry<Dns01, RecordPlace> each : places.entrySet()) {
        if (each.getValue().zone().equals(zone)) {
          servers.await(each.getValue().owner(), each.getKey().value());
        }
      }
    }
  }

  @Override
  public void remove(Dns01 record) throws ChallengeException {
    Nameserver server = server();
    RecordPlace place = place(record, server);
    Update update = new Update(place.zone());
    update.delete(text(place, record));
    send(server, place.zone(), update);
  }

  private Nameserver server() throws ChallengeException {
    Nameserver server = Nameserver.of(how.server());
    if (server.whyUnusable() != null) {
      throw new ChallengeException(
          "No TXT record can be published, "
              + server.whyUnusable()
              + ": correct 'acme.dns.update.server'.");
    }
    return server;
  }

  private RecordPlace place(Dns01 record, Nameserver server) throws ChallengeException {
    return RecordPlace.find(ChallengeRecord.of(record.name()), server, zone(), resolving);
  }

  private @Nullable Name zone() {
    return how.zone() == null ? null : Name.fromConstantString(how.zone().text() + ".");
  }

  private static TXTRecord text(RecordPlace place, Dns01 record) {
    return new TXTRecord(place.owner(), DClass.IN, TTL, record.value());
  }

  private void send(Nameserver server, Name zone, Update update) throws ChallengeException {
    Message answer;
    try {
      answer = server.update(update, key());
    } catch (IOException e) {
      throw new ChallengeException(
          "The DNS server "
              + server
              + " did not answer to an update of "
              + ChallengeRecord.shown(zone)
              + ": check that it runs and that TCP to it is allowed.");
    }
    String refusal = refusal(server, zone, answer);
    if (refusal != null) {
      throw new ChallengeException(refusal);
    }
  }

  private TSIG key() throws ChallengeException {
    try {
      byte[] secret = Base64.getDecoder().decode(how.secret().read(environment));
      return new TSIG(
          TSIG.algorithmToName(how.algorithm()), Name.fromString(how.key().text() + "."), secret);
    } catch (SecretUnreadableException e) {
      throw new ChallengeException(String.valueOf(e.getMessage()));
    } catch (TextParseException | RuntimeException e) {
      // Without the cause: it may cite the secret.
      throw new ChallengeException(
          "The TSIG key "
              + how.key()
              + " can't be used: its secret has to be Base64, as 'tsig-keygen' prints it, and its"
              + " algorithm such as hmac-sha256.");
    }
  }

  private @Nullable String refusal(Nameserver server, Name zone, Message answer) {
    String where = "The DNS server " + server;
    String key = "the TSIG key " + how.key();
    return switch (answer.getRcode()) {
      case Rcode.NOERROR ->
          answer.isVerified()
              ? null
              : where
                  + " answered to an update without a valid signature of "
                  + key
                  + ": check that nothing stands between, and the key.";
      case Rcode.NOTAUTH ->
          !hasKeyTrouble(answer)
              ? where
                  + " is not the primary of the zone "
                  + ChallengeRecord.shown(zone)
                  + ": name the primary in 'acme.dns.update.server'."
              : where
                  + " does not accept "
                  + key
                  + " ("
                  + keyTrouble(answer)
                  + "): check its name, algorithm and secret on both sides, and the clocks.";
      case Rcode.REFUSED ->
          where
              + " does not let "
              + key
              + " change "
              + ChallengeRecord.shown(zone)
              + ": allow it there (BIND: update-policy or allow-update).";
      default ->
          where
              + " refused an update of "
              + ChallengeRecord.shown(zone)
              + " with "
              + Rcode.string(answer.getRcode())
              + ": look in its log for why.";
    };
  }

  private static boolean hasKeyTrouble(Message answer) {
    TSIGRecord signature = answer.getTSIG();
    return signature != null && signature.getError() != Rcode.NOERROR;
  }

  private static String keyTrouble(Message answer) {
    TSIGRecord signature = answer.getTSIG();
    return signature == null ? "NOTAUTH" : Rcode.TSIGstring(signature.getError());
  }
}
