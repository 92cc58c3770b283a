package io.treeline.acme.challenge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Whether CAA records let an authority issue for a name (RFC 8659, RFC 8657). Which account an
 * {@code accounturi} names isn't looked at.
 */
final class CaaCheck {

  private static final Set<String> KNOWN =
      Set.of("issue", "issuewild", "iodef", "issuemail", "contactemail", "contactphone");

  private final Resolving resolving;

  CaaCheck(Resolving resolving) {
    this.resolving = resolving;
  }

  /**
   * Why an authority would have to refuse, in a sentence; null if it needn't.
   *
   * @param identities the names by which records speak of the authority, at least one
   */
  @Nullable String objection(
      Name name, boolean wildcard, String challenge, List<String> identities) {
    for (Name at = name; at.labels() > 1; at = new Name(at, 1)) {
      DnsReply reply = resolving.ask(at, Type.CAA);
      if (reply.isFailed()) {
        return "The CAA records of "
            + ChallengeRecord.shown(at)
            + " can't be looked up, "
            + reply.problem()
            + ", and an authority issues nothing then: check the name servers of that zone and its"
            + " DNSSEC, or 'acme.resolvers'.";
      }
      List<CAARecord> records = reply.all(CAARecord.class);
      if (!records.isEmpty()) {
        return judge(at, records, wildcard, challenge, identities);
      }
    }
    return null;
  }

  private static @Nullable String judge(
      Name at,
      List<CAARecord> records,
      boolean wildcard,
      String challenge,
      List<String> identities) {
    for (CAARecord record : records) {
      if ((record.getFlags() & CAARecord.Flags.IssuerCritical) != 0
          && !KNOWN.contains(tag(record))) {
        return "The CAA records of "
            + ChallengeRecord.shown(at)
            + " have the critical property '"
            + tag(record)
            + "', which authorities don't know: remove it, or its critical flag.";
      }
    }
    String property = wildcard && isOf(records, "issuewild") ? "issuewild" : "issue";
    if (!isOf(records, property)) {
      return null;
    }
    List<Issuer> ours =
        records.stream()
            .filter(record -> tag(record).equals(property))
            .map(record -> Issuer.of(record.getValue()))
            .filter(issuer -> identities.contains(issuer.name()))
            .toList();
    if (ours.isEmpty()) {
      return "The CAA records of "
          + ChallengeRecord.shown(at)
          + " don't let the authority issue: add the record '"
          + ChallengeRecord.shown(at)
          + ". CAA 0 "
          + property
          + " \""
          + identities.getFirst()
          + "\"'.";
    }
    if (ours.stream().noneMatch(issuer -> issuer.allows(challenge))) {
      return "The CAA records of "
          + ChallengeRecord.shown(at)
          + " let the authority use "
          + ours.stream().flatMap(each -> each.methods().stream()).collect(Collectors.joining(", "))
          + " only, and not "
          + challenge
          + ": add it to their 'validationmethods', or choose another acme_challenge.";
    }
    return null;
  }

  /**
   * An issue-value (RFC 8659 §4.2).
   *
   * @param name empty for nobody
   * @param methods of {@code validationmethods}; empty for any
   */
  private record Issuer(String name, List<String> methods) {

    static Issuer of(String value) {
      String[] parts = value.split(";", -1);
      List<String> methods = new ArrayList<>();
      for (int i = 1; i < parts.length; i++) {
        String[] parameter = parts[i].split("=", 2);
        if (parameter.length == 2 && parameter[0].strip().equalsIgnoreCase("validationmethods")) {
          methods.addAll(Arrays.stream(parameter[1].split(",")).map(String::strip).toList());
        }
      }
      return new Issuer(parts[0].strip().toLowerCase(Locale.ROOT), methods);
    }

    boolean allows(String challenge) {
      return methods.isEmpty() || methods.contains(challenge);
    }
  }

  private static boolean isOf(List<CAARecord> records, String property) {
    return records.stream().anyMatch(record -> tag(record).equals(property));
  }

  private static String tag(CAARecord record) {
    return record.getTag().toLowerCase(Locale.ROOT);
  }
}
