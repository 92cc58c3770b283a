package io.treeline.acme;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Problem;

/** Says in plain words what an authority's problem documents and failures mean. No state. */
final class ProblemWords {

  private static final String PREFIX = "urn:ietf:params:acme:error:";
  private static final int LONGEST = 16_384;

  /** Problems of what an authority found, or didn't, where it looked. */
  private static final Set<String> LOOKED_FOR =
      Set.of("connection", "dns", "unauthorized", "incorrectResponse", "tls");

  private ProblemWords() {}

  /** The last part of an ACME problem's type, such as {@code unauthorized}; the whole of others. */
  static String shortType(Problem problem) {
    String type = problem.getType().toString();
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
  }

  /** The trouble that the answer to a request tells of. */
  static Trouble of(URI directory, Problem problem) {
    return shortType(problem).equals("unauthorized")
        ? trouble(
            "account",
            "The authority at " + directory + " refuses this to the account: " + detail(problem),
            "See what it says; an account that was ended there is replaced.",
            problem)
        : ofChallenge(directory, problem);
  }

  /** The trouble that the failure of a challenge tells of. */
  static Trouble ofChallenge(URI directory, Problem problem) {
    return told(directory, "", problem);
  }

  /**
   * The trouble that the failure of a challenge tells of.
   *
   * @param name that was to be confirmed
   * @param challenge its kind, such as {@code dns-01}
   */
  static Trouble ofChallenge(URI directory, String name, String challenge, Problem problem) {
    Trouble told = told(directory, " (" + name + ")", problem);
    String whereToLook = LOOKED_FOR.contains(shortType(problem)) ? look(name, challenge) : null;
    return new Trouble(
        "challenge",
        told.sentence(),
        whereToLook == null ? told.nextStep() : whereToLook,
        told.problem());
  }

  /** What to see to, by where an authority looks; null for a kind that isn't known. */
  private static @Nullable String look(String name, String challenge) {
    String base = name.startsWith("*.") ? name.substring(2) : name;
    return switch (challenge) {
      case ChallengeChoice.HTTP ->
          "See that the addresses of "
              + base
              + " (A and AAAA) lead to this server, that its port 80 is reached from the Internet,"
              + " and that nothing in between answers in its place.";
      case ChallengeChoice.TLS_ALPN ->
          "See that the addresses of "
              + base
              + " (A and AAAA) lead to this server, that its port 443 is reached from the Internet,"
              + " and that TLS isn't ended before it.";
      case ChallengeChoice.DNS ->
          "See that every name server of the zone answers from the Internet, with the TXT record"
              + " _acme-challenge."
              + base
              + " while an order runs; a program that publishes it ends only once they do.";
      case ChallengeChoice.DNS_PERSIST ->
          "See with 'treeline acme authorize' that the record of " + base + " is as it should be.";
      default -> null;
    };
  }

  private static Trouble told(URI directory, String about, Problem problem) {
    String type = shortType(problem);
    String detail = detail(problem);
    return switch (type) {
      case "connection" ->
          trouble(
              "challenge",
              "The authority could not connect to the server that it has to check"
                  + about
                  + ": "
                  + detail,
              "Let the name's addresses (A and AAAA) lead to this server, and its port 80 (443 for"
                  + " tls-alpn-01) be reached from the Internet.",
              problem);
      case "dns" ->
          trouble(
              "challenge",
              "The authority could not look the name up" + about + ": " + detail,
              "Correct the name's DNS records, and see that its name servers answer.",
              problem);
      case "unauthorized" ->
          trouble(
              "challenge",
              "The authority didn't find the answer that it expects" + about + ": " + detail,
              "See that the name leads to this server and nothing in between answers in its place.",
              problem);
      case "incorrectResponse" ->
          trouble(
              "challenge",
              "The authority got another answer than it expects" + about + ": " + detail,
              "See that the name leads to this server and nothing in between answers in its place.",
              problem);
      case "tls" ->
          trouble(
              "challenge",
              "The authority could not make a TLS connection" + about + ": " + detail,
              "See that port 443 of the name leads to this server and TLS isn't ended before it.",
              problem);
      case "caa" ->
          trouble(
              "challenge",
              "The name's CAA records forbid this authority to issue" + about + ": " + detail,
              "Add the authority to the CAA records, or choose another authority.",
              problem);
      case "rejectedIdentifier", "unsupportedIdentifier" ->
          trouble(
              "rejected",
              "The authority doesn't issue for this name" + about + ": " + detail,
              "Choose another authority for it, or put a certificate in by hand.",
              problem);
      case "invalidProfile" ->
          trouble(
              "rejected",
              "The authority doesn't offer the profile" + about + ": " + detail,
              "Set acme_profile to one that it offers, or clear it.",
              problem);
      case "badCSR", "badPublicKey", "badSignatureAlgorithm" ->
          trouble(
              "rejected",
              "The authority doesn't take the key or the request" + about + ": " + detail,
              "Set acme_key_types to a kind that it takes, such as ec256.",
              problem);
      case "accountDoesNotExist" ->
          trouble(
              "account",
              "The authority doesn't know the account any more" + about + ": " + detail,
              "Nothing: another account is made.",
              problem);
      case "externalAccountRequired" ->
          trouble(
              "account",
              "The authority makes accounts only for its customers" + about + ": " + detail,
              "Put the key id and HMAC key that it gave you into 'eab' of role mware.",
              problem);
      case "invalidContact", "unsupportedContact" ->
          trouble(
              "account",
              "The authority doesn't take the e-mail address" + about + ": " + detail,
              "Set acme_account_email to an address that exists.",
              problem);
      case "userActionRequired" ->
          trouble(
              "account",
              "The authority wants something of you first" + about + ": " + detail,
              "Open the page that it names, agree to what is asked there, and try again.",
              problem);
      case "badNonce" ->
          trouble(
              "authority",
              "The authority refused every nonce that it gave.",
              "Nothing: it is asked again.",
              problem);
      case "serverInternal" ->
          trouble(
              "authority",
              "The authority had a failure of its own" + about + ": " + detail,
              "Nothing: it is asked again.",
              problem);
      default ->
          trouble(
              "rejected",
              "The authority at " + directory + " refused (" + type + ")" + about + ": " + detail,
              "See what it says; if that doesn't help, look for it in the authority's forum.",
              problem);
    };
  }

  /** A limit was reached. */
  static Trouble limited(URI directory, @Nullable Problem problem) {
    return new Trouble(
        "rate-limited",
        problem == null
            ? "The authority at " + directory + " asks for patience."
            : "The authority's limit is reached: " + detail(problem),
        problem != null && detail(problem).contains("Please visit")
            ? "Open the page that it names and have the names released there; it is asked again."
            : "Nothing: it is asked again when the limit allows.",
        problem == null ? null : json(problem));
  }

  /** It has too much to do, or is being worked on, and says when to come back. */
  static Trouble busy(URI directory, Problem problem) {
    return trouble(
        "rate-limited",
        "The authority at " + directory + " asks for patience: " + detail(problem),
        "Nothing: it is asked again when it allows.",
        problem);
  }

  /** It asked to be left alone, before a restart. */
  static Trouble leftAlone(URI directory, Instant until) {
    return new Trouble(
        "rate-limited",
        "The authority at " + directory + " asks for patience until " + until + ".",
        "Nothing: it is asked again then.",
        null);
  }

  /** Whether a limit holds for everybody here, and not only for the account or for some names. */
  static boolean isOfEverybody(Problem problem) {
    String detail = detail(problem).toLowerCase(Locale.ROOT);
    return detail.contains("from this ip address") || detail.contains("service busy");
  }

  /** It answered with a failure of its own that says nothing. */
  static Trouble failing(URI directory, int status) {
    return new Trouble(
        "authority",
        "The authority at " + directory + " fails with HTTP " + status + ".",
        "Nothing: it is asked again.",
        null);
  }

  /** It answered something that says nothing. */
  static Trouble unexpected(URI directory, String what, int status) {
    return new Trouble(
        "authority",
        "The authority at " + directory + " answered HTTP " + status + " to " + what + ".",
        "See that the URL in directories is that of an ACME directory.",
        null);
  }

  /** It lacks something that was asked for. */
  static Trouble notOffered(URI directory, @Nullable String what) {
    return new Trouble(
        "rejected",
        "The authority at " + directory + " doesn't offer what is asked for: " + what + ".",
        "Clear the setting that asks for it, or choose another authority.",
        null);
  }

  /** It answers, but not as an ACME server. */
  static Trouble foreign(URI directory, @Nullable String why) {
    return new Trouble(
        "authority",
        "The server at " + directory + " answers in a way that isn't ACME: " + why + ".",
        "See that the URL in directories is that of an ACME directory; it is asked again.",
        null);
  }

  /** It can't be reached. */
  static Trouble unreachable(URI directory, Throwable cause) {
    return new Trouble(
        "unreachable",
        "The authority at " + directory + " can't be reached: " + why(cause) + ".",
        cause instanceof SSLException
            ? "If the authority is a private one, name its root in ca_file; it is asked again."
            : "See that this server may connect there; it is asked again.",
        null);
  }

  /** The client wraps failures in others; the innermost that says something is taken. */
  private static String why(Throwable cause) {
    String said = null;
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String words =
          switch (each) {
            case UnresolvedAddressException e -> "its name has no address";
            case HttpTimeoutException e -> "it doesn't answer in time";
            case ConnectException e -> "the connection was refused";
            case SSLException e -> "TLS fails (" + e.getMessage() + ")";
            default -> null;
          };
      said = words == null ? said : words;
    }
    return said == null ? lastWords(cause) : said;
  }

  private static String lastWords(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static Trouble trouble(String kind, String sentence, String nextStep, Problem problem) {
    return new Trouble(kind, sentence, nextStep, json(problem));
  }

  /** The document as the authority sent it, within bounds. */
  static @Nullable String json(Problem problem) {
    String json = problem.asJSON().toString();
    return json.length() <= LONGEST ? json : null;
  }

  /** What it says itself, ended by a full stop. */
  private static String detail(Problem problem) {
    String detail = problem.toString().strip();
    String shown = detail.length() <= 1_000 ? detail : detail.substring(0, 1_000) + "...";
    return shown.endsWith(".") ? shown : shown + ".";
  }
}
