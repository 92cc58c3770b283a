package io.treeline.acme;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Problem;

/** Says in plain words what an authority's problem documents and failures mean. No state. */
final class ProblemWords {

  private static final String PREFIX = "urn:ietf:params:acme:error:";
  private static final int LONGEST = 16_384;

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
    String type = shortType(problem);
    String detail = detail(problem);
    return switch (type) {
      case "connection" ->
          trouble(
              "challenge",
              "The authority could not connect to the server that it has to check: " + detail,
              "Let the name's addresses (A and AAAA) lead to this server, and its port 80 (443 for"
                  + " tls-alpn-01) be reached from the Internet.",
              problem);
      case "dns" ->
          trouble(
              "challenge",
              "The authority could not look the name up: " + detail,
              "Correct the name's DNS records, and see that its name servers answer.",
              problem);
      case "unauthorized" ->
          trouble(
              "challenge",
              "The authority didn't find the answer that it expects: " + detail,
              "See that the name leads to this server and nothing in between answers in its place.",
              problem);
      case "incorrectResponse" ->
          trouble(
              "challenge",
              "The authority got another answer than it expects: " + detail,
              "See that the name leads to this server and nothing in between answers in its place.",
              problem);
      case "tls" ->
          trouble(
              "challenge",
              "The authority could not make a TLS connection: " + detail,
              "See that port 443 of the name leads to this server and TLS isn't ended before it.",
              problem);
      case "caa" ->
          trouble(
              "challenge",
              "The name's CAA records forbid this authority to issue: " + detail,
              "Add the authority to the CAA records, or choose another authority.",
              problem);
      case "rejectedIdentifier", "unsupportedIdentifier" ->
          trouble(
              "rejected",
              "The authority doesn't issue for this name: " + detail,
              "Choose another authority for it, or put a certificate in by hand.",
              problem);
      case "invalidProfile" ->
          trouble(
              "rejected",
              "The authority doesn't offer the profile: " + detail,
              "Set acme_profile to one that it offers, or clear it.",
              problem);
      case "badCSR", "badPublicKey", "badSignatureAlgorithm" ->
          trouble(
              "rejected",
              "The authority doesn't take the key or the request: " + detail,
              "Set acme_key_types to a kind that it takes, such as ec256.",
              problem);
      case "accountDoesNotExist" ->
          trouble(
              "account",
              "The authority doesn't know the account any more: " + detail,
              "Nothing: another account is made.",
              problem);
      case "externalAccountRequired" ->
          trouble(
              "account",
              "The authority makes accounts only for its customers: " + detail,
              "Put the key id and HMAC key that it gave you into 'eab' of role mware.",
              problem);
      case "invalidContact", "unsupportedContact" ->
          trouble(
              "account",
              "The authority doesn't take the e-mail address: " + detail,
              "Set acme_account_email to an address that exists.",
              problem);
      case "userActionRequired" ->
          trouble(
              "account",
              "The authority wants something of you first: " + detail,
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
              "The authority had a failure of its own: " + detail,
              "Nothing: it is asked again.",
              problem);
      default ->
          trouble(
              "rejected",
              "The authority at " + directory + " refused (" + type + "): " + detail,
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

  private static String why(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && !(root instanceof SSLException)) {
      root = root.getCause();
    }
    return switch (root) {
      case UnresolvedAddressException e -> "its name has no address";
      case HttpTimeoutException e -> "it doesn't answer in time";
      case ConnectException e -> "the connection was refused";
      case SSLException e -> "TLS fails (" + e.getMessage() + ")";
      default -> root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    };
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
