package io.treeline.acme;

import io.treeline.acme.AuthorityException.Refused;
import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.acme.challenge.Preflight;
import io.treeline.core.name.DomainName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of challenge are answered for each name of an order, the best first. Immutable.
 *
 * @param kinds by name, wildcards with {@code *.}
 */
record ChallengeChoice(Map<String, List<String>> kinds) {

  static final String HTTP = "http-01";
  static final String TLS_ALPN = "tls-alpn-01";
  static final String DNS = "dns-01";
  static final String DNS_PERSIST = "dns-persist-01";

  private static final String AUTO = "auto";
  private static final String WILDCARD = "*.";

  /** Takes a copy. */
  ChallengeChoice {
    kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
  }

  /** Chooses, and asks the preflight where that is wanted: it costs no quota, an order does. */
  record Chooser(ChallengeBoard board, Preflight preflight, StandingAuthorization standing) {

    /**
     * The choice for what is wanted.
     *
     * @throws Refused if a name can't be shown to be ours, with the reason
     */
    ChallengeChoice choose(Wanted wanted, Offer offer, AccountSession account) throws Refused {
      Map<String, List<String>> kinds = new LinkedHashMap<>();
      for (String name : wanted.names()) {
        kinds.put(name, choose(wanted, offer, account, name));
      }
      return new ChallengeChoice(kinds);
    }

    private List<String> choose(Wanted wanted, Offer offer, AccountSession account, String name)
        throws Refused {
      DomainName base = base(name);
      boolean wildcard = name.startsWith(WILDCARD);
      List<String> candidates = candidates(wanted, offer, account, base, wildcard);
      if (wanted.preflight() && wanted.challenge().equals(DNS_PERSIST)) {
        boolean holdsForBoth = wildcard || wanted.names().contains(WILDCARD + name);
        String objection = standing.objection(base, holdsForBoth, account, offer.caaIdentities());
        if (objection != null) {
          throw refused(
              objection,
              "'treeline acme authorize "
                  + wanted.name()
                  + "' prints every record that it needs, and says which ones are there.");
        }
      }
      if (candidates.isEmpty()) {
        throw refused(
            wildcard
                ? "The wildcard " + name + " can only be confirmed by DNS, which isn't set up."
                : "The names of the domain can only be confirmed by DNS, which isn't set up.",
            "Set 'dns' of role mware, or publish the record that 'treeline acme authorize "
                + wanted.name()
                + "' prints.");
      }
      return wanted.preflight()
          ? passing(candidates, base, wildcard, offer.caaIdentities())
          : candidates;
    }

    private List<String> passing(
        List<String> candidates, DomainName base, boolean wildcard, List<String> caaIdentities)
        throws Refused {
      String first = null;
      for (int i = 0; i < candidates.size(); i++) {
        String objection = preflight.objection(base, wildcard, candidates.get(i), caaIdentities);
        if (objection == null) {
          return candidates.subList(i, candidates.size());
        }
        first = first == null ? objection : first;
      }
      throw refused(
          String.valueOf(first), "If the check itself is wrong, set acme_preflight=false.");
    }

    private List<String> candidates(
        Wanted wanted, Offer offer, AccountSession account, DomainName base, boolean wildcard) {
      String challenge = wanted.challenge();
      if (challenge.equals(DNS_PERSIST)) {
        return List.of(DNS_PERSIST);
      }
      List<String> candidates = new ArrayList<>();
      if ((wildcard || challenge.equals(AUTO))
          && standing.objection(base, wildcard, account, offer.caaIdentities()) == null) {
        candidates.add(DNS_PERSIST);
      }
      if (wildcard || challenge.equals(DNS)) {
        if (board.canAnswerDns()) {
          candidates.add(DNS);
        }
      } else if (challenge.equals(AUTO)) {
        candidates.addAll(rotated(wanted.attempt()));
      } else {
        candidates.add(challenge);
      }
      return candidates;
    }

    private List<String> rotated(int attempt) {
      List<String> all = new ArrayList<>(List.of(HTTP, TLS_ALPN));
      if (board.canAnswerDns()) {
        all.add(DNS);
      }
      Collections.rotate(all, -(attempt % all.size()));
      return all;
    }
  }

  /** Whether a name is authorised once and for all by a record that stands in its DNS. */
  @FunctionalInterface
  interface StandingAuthorization {

    /** For who knows of none. */
    StandingAuthorization NONE =
        (name, wildcard, account, caaIdentities) -> "No record is looked for.";

    /** Why no record does, in a sentence with the next step; null if one does. */
    @Nullable String objection(
        DomainName name, boolean wildcard, AccountSession account, List<String> caaIdentities);
  }

  /** The kind to answer of those that the authority offers for a name; null if none is. */
  @Nullable String of(String name, Set<String> offered) {
    return kinds.getOrDefault(name, List.of()).stream()
        .filter(offered::contains)
        .findFirst()
        .orElse(null);
  }

  /** As a row notes it. */
  String text() {
    return kinds.values().stream().map(List::getFirst).distinct().collect(Collectors.joining(","));
  }

  /** The name without the {@code *.} of a wildcard. */
  static DomainName base(String name) {
    return DomainName.parse(name.startsWith(WILDCARD) ? name.substring(2) : name);
  }

  private static Refused refused(String sentence, String nextStep) {
    return new Refused(new Trouble("preflight", sentence, nextStep, null), "", 0);
  }
}
