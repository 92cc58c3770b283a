package io.treeline.acme.challenge;

import io.treeline.config.HostPort;
import io.treeline.core.name.DomainName;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The TXT record that authorises an account to order for a name once and for all (dns-persist-01,
 * draft-ietf-acme-dns-persist): what it should say, and whether it is there. It is never written
 * from here. Immutable.
 *
 * @param issuers the names by which the authority calls itself, as in CAA records; at least one
 * @param account the account's URL at the authority
 * @param wildcard whether it has to hold for the name's wildcard
 */
public record PersistentRecord(
    DomainName name, List<String> issuers, URI account, boolean wildcard) {

  private static final String LABEL = "_validation-persist.";
  private static final String WILDCARD = "*.";

  /** Copies the list. */
  public PersistentRecord {
    issuers = List.copyOf(issuers);
    if (issuers.isEmpty()) {
      throw new IllegalArgumentException("an authority without a name has no such records");
    }
  }

  /**
   * What was found.
   *
   * @param authorised whether one of the values authorises
   * @param values what stands there
   * @param objection why none does, in a sentence with the next step; null if one does
   */
  public record Sighting(boolean authorised, List<String> values, @Nullable String objection) {

    /** Copies the list. */
    public Sighting {
      values = List.copyOf(values);
    }
  }

  /**
   * Those that authorise the names of a certificate, one for each name; wildcards, which are
   * written with {@code *.}, go with the record of their name.
   */
  public static List<PersistentRecord> of(List<String> names, List<String> issuers, URI account) {
    Map<String, Boolean> wildcards = new LinkedHashMap<>();
    for (String each : names) {
      boolean wildcard = each.startsWith(WILDCARD);
      String base = wildcard ? each.substring(WILDCARD.length()) : each;
      wildcards.merge(base, wildcard, Boolean::logicalOr);
    }
    return wildcards.entrySet().stream()
        .map(each ->
            new PersistentRecord(
                DomainName.parse(each.getKey()), issuers, account, each.getValue()))
        .toList();
  }

  /** Where it stands, such as {@code _validation-persist.example.com}. */
  public String recordName() {
    return LABEL + name.text();
  }

  /** What it should say; it holds until it is removed. */
  public String value() {
    return issuers.getFirst() + "; accounturi=" + account + (wildcard ? "; policy=wildcard" : "");
  }

  /**
   * Looks for it. Blocks for a few seconds at most.
   *
   * @param resolvers who is asked; empty for the system's
   */
  public Sighting look(List<HostPort> resolvers, Instant now) {
    Name record;
    try {
      record = Name.fromString(recordName() + ".");
    } catch (TextParseException e) {
      return new Sighting(
          false, List.of(), name + " is too long for a record before it: choose dns-01.");
    }
    DnsReply reply = new Resolving(resolvers).ask(record, Type.TXT);
    if (reply.isFailed()) {
      return new Sighting(
          false,
          List.of(),
          recordName()
              + " can't be looked up, "
              + reply.problem()
              + ": check the name servers of its zone and its DNSSEC, or 'acme.resolvers'.");
    }
    List<String> values = ZoneServers.textsOf(reply, null);
    return values.stream().anyMatch(value -> whyNot(value, now) == null)
        ? new Sighting(true, values, null)
        : new Sighting(false, values, objection(values, now));
  }

  private String objection(List<String> values, Instant now) {
    String problem =
        values.stream()
            .filter(value -> issuers.contains(issuerOf(value)))
            .map(value -> String.valueOf(whyNot(value, now)))
            .findFirst()
            .orElse("it is not there");
    return "No TXT record of "
        + recordName()
        + " authorises the account, "
        + problem
        + ": set it to \""
        + value()
        + "\".";
  }

  /** Why that value doesn't authorise, as the rest of a sentence; null if it does. */
  @Nullable String whyNot(String value, Instant now) {
    if (!issuers.contains(issuerOf(value))) {
      return "it is another authority's";
    }
    Map<String, String> parameters = parameters(value);
    if (parameters == null) {
      return "it is malformed";
    }
    if (!account.toString().equals(parameters.get("accounturi"))) {
      return "it names another account";
    }
    if (wildcard && !"wildcard".equalsIgnoreCase(parameters.get("policy"))) {
      return "it does not hold for the wildcard";
    }
    String until = parameters.get("persistuntil");
    if (until == null) {
      return null;
    }
    if (!until.matches("\\d{1,12}")) {
      return "it is malformed";
    }
    return now.getEpochSecond() > Long.parseLong(until) ? "it has expired" : null;
  }

  private static String issuerOf(String value) {
    return trim(value.split(";", 2)[0]);
  }

  /** By lower-case tag (RFC 8659 §4.2); null if they are none. */
  private static @Nullable Map<String, String> parameters(String value) {
    Map<String, String> parameters = new HashMap<>();
    String[] parts = value.split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].split("=", 2);
      String tag = trim(parameter[0]).toLowerCase(Locale.ROOT);
      boolean sound = parameter.length == 2 && !tag.isEmpty();
      if (!sound
          || !trim(parameter[1]).matches("[\\x21-\\x7e]*")
          || parameters.put(tag, trim(parameter[1])) != null) {
        return null;
      }
    }
    return parameters;
  }

  private static String trim(String text) {
    return text.replaceAll("^[ \\t]+|[ \\t]+$", "");
  }
}
