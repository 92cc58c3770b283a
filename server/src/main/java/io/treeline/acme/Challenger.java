package io.treeline.acme;

import io.treeline.acme.AuthorityException.Refused;
import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.acme.challenge.ChallengeException;
import io.treeline.core.cert.ValidationCertificate;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.name.DomainName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;

/**
 * Shows an authority that the names of an order are ours (RFC 8555 §7.5): answers are put up before
 * it is told, and taken down when it has looked, however that ends. Safe for use by several
 * threads; blocks.
 */
final class Challenger {

  private final ChallengeBoard board;
  private final Pause pause;
  private final InstantSource clock;

  Challenger(ChallengeBoard board, Pause pause, InstantSource clock) {
    this.board = board;
    this.pause = pause;
    this.clock = clock;
  }

  /** A name that is to be confirmed, and the challenge that is answered for it. */
  private record Task(String name, Authorization authorization, Challenge challenge) {}

  /**
   * Has every name of a pending order confirmed.
   *
   * @param domain whose order it is
   * @throws Refused if the authority doesn't confirm one
   */
  void pass(AccountSession account, Order order, ChallengeChoice choice, DomainName domain)
      throws AuthorityException {
    Authority authority = account.authority();
    List<Task> tasks = new ArrayList<>();
    for (Authorization each : authority.ask("the order", attempt -> order.getAuthorizations())) {
      Task task = authority.ask("an authorization", attempt -> task(authority, each, choice));
      if (task != null) {
        tasks.add(task);
      }
    }
    List<ChallengeAnswer> answers =
        tasks.stream().map(this::answer).filter(Objects::nonNull).toList();
    post(answers, domain);
    try {
      for (Task each : tasks) {
        authority.ask("a challenge", attempt -> told(each, attempt));
      }
      awaitAll(authority, tasks);
    } finally {
      board.withdraw(answers);
    }
  }

  /** What is to be done for an authorization; null if it is valid already. */
  private static @Nullable Task task(
      Authority authority, Authorization authorization, ChallengeChoice choice)
      throws org.shredzone.acme4j.exception.AcmeException, Refused {
    var unused = authorization.fetch();
    String name = name(authorization);
    return switch (authorization.getStatus()) {
      case VALID -> null;
      case PENDING -> {
        List<Challenge> offered = authorization.getChallenges();
        Set<String> kinds = offered.stream().map(Challenge::getType).collect(Collectors.toSet());
        String kind = choice.of(name, kinds);
        if (kind == null) {
          throw notOffered(authority, name, choice, kinds);
        }
        yield new Task(
            name,
            authorization,
            offered.stream().filter(each -> each.getType().equals(kind)).findFirst().orElseThrow());
      }
      default -> throw refused(List.of(unconfirmed(authority, name, authorization)));
    };
  }

  private void post(List<ChallengeAnswer> answers, DomainName domain) throws Refused {
    try {
      if (!answers.isEmpty()) {
        board.post(answers);
      }
    } catch (ChallengeException e) {
      throw new Refused(
          new Trouble(
              Trouble.ANSWER,
              String.valueOf(e.getMessage()),
              "Put that right; 'treeline acme issue " + domain + "' then tries at once.",
              null),
          "",
          0);
    }
  }

  private @Nullable ChallengeAnswer answer(Task task) {
    DomainName name = ChallengeChoice.base(task.name());
    return switch (task.challenge()) {
      case Http01Challenge http ->
          new ChallengeAnswer.Http01(name, http.getToken(), http.getAuthorization());
      case TlsAlpn01Challenge tls ->
          new ChallengeAnswer.TlsAlpn01(
              name, ValidationCertificate.create(name, tls.getAcmeValidation(), clock.instant()));
      case Dns01Challenge dns -> new ChallengeAnswer.Dns01(name, dns.getDigest());
      default -> null; // a record that stands there already
    };
  }

  /** Whether the authority looks; it may have been told by an attempt whose answer was lost. */
  private static boolean told(Task task, int attempt)
      throws org.shredzone.acme4j.exception.AcmeException {
    if (attempt > 1) {
      var unused = task.authorization().fetch();
      if (task.authorization().getStatus() != Status.PENDING) {
        return true;
      }
      var alsoUnused = task.challenge().fetch();
    }
    if (task.challenge().getStatus() == Status.PENDING) {
      task.challenge().trigger();
    }
    return true;
  }

  /**
   * Waits for all, also where one isn't confirmed: what is taken down before the authority has
   * looked fails, too, and counts against its name.
   */
  private void awaitAll(Authority authority, List<Task> tasks) throws AuthorityException {
    List<Unconfirmed> unconfirmed = new ArrayList<>();
    for (Task each : tasks) {
      try {
        if (!isConfirmed(authority, each)) {
          unconfirmed.add(unconfirmed(authority, each.name(), each.authorization()));
        }
      } catch (AuthorityException e) {
        if (unconfirmed.isEmpty()) {
          throw e;
        }
        break; // The order is over, whatever is said of the others.
      }
    }
    if (!unconfirmed.isEmpty()) {
      throw refused(unconfirmed);
    }
  }

  private boolean isConfirmed(Authority authority, Task task) throws AuthorityException {
    Polling polling = new Polling(pause, clock);
    while (true) {
      polling.next(task.name() + " to be confirmed");
      Optional<java.time.Instant> retryAfter =
          authority.ask("an authorization", attempt -> task.authorization().fetch());
      switch (task.authorization().getStatus()) {
        case VALID -> {
          return true;
        }
        case PENDING, PROCESSING -> polling.looked(retryAfter.orElse(null));
        default -> {
          return false;
        }
      }
    }
  }

  /** The names of an order that the authority looked at and didn't confirm. */
  static List<String> unconfirmed(AccountSession account, Order order) {
    List<String> names = new ArrayList<>();
    try {
      account
          .authority()
          .tell(
              "the order's authorizations",
              () -> {
                names.clear();
                for (Authorization each : order.getAuthorizations()) {
                  var unused = each.fetch();
                  if (each.getStatus() == Status.INVALID) {
                    names.add(name(each));
                  }
                }
              });
    } catch (AuthorityException e) {
      // Then it isn't known; it would be of use for the budget only.
    }
    return names;
  }

  private static String name(Authorization authorization) {
    String domain = authorization.getIdentifier().getDomain();
    return authorization.isWildcard() ? "*." + domain : domain;
  }

  private static Refused notOffered(
      Authority authority, String name, ChallengeChoice choice, Set<String> offered) {
    return new Refused(
        new Trouble(
            "rejected",
            "The authority at "
                + authority.directory()
                + " offers for "
                + name
                + " only "
                + String.join(", ", offered.stream().sorted().toList())
                + ", and not "
                + String.join(", ", choice.kinds().getOrDefault(name, List.of()))
                + ".",
            "Set acme_challenge to one that it offers.",
            null),
        "",
        0);
  }

  /**
   * A name that isn't confirmed, and why.
   *
   * @param wasLookedAt whether the authority looked for the answer, which counts there
   */
  private record Unconfirmed(String name, Trouble trouble, boolean wasLookedAt) {}

  private static Unconfirmed unconfirmed(
      Authority authority, String name, Authorization authorization) {
    Trouble trouble =
        authorization.getChallenges().stream()
            .filter(challenge -> challenge.getError().isPresent())
            .findFirst()
            .map(challenge ->
                ProblemWords.ofChallenge(
                    authority.directory(),
                    name,
                    challenge.getType(),
                    challenge.getError().orElseThrow()))
            .orElseGet(() ->
                new Trouble(
                    "challenge",
                    name
                        + ": the authorization at the authority is "
                        + authorization.getStatus().name().toLowerCase(Locale.ROOT)
                        + ".",
                    "It is ordered anew.",
                    null));
    return new Unconfirmed(name, trouble, authorization.getStatus() == Status.INVALID);
  }

  /** The type isn't told: it is the challenge's, and would be taken for the account's. */
  private static Refused refused(List<Unconfirmed> unconfirmed) {
    Unconfirmed first = unconfirmed.getFirst();
    List<String> others = unconfirmed.stream().skip(1).map(Unconfirmed::name).toList();
    Trouble trouble = first.trouble();
    return Refused.unconfirmed(
        new Trouble(
            trouble.kind(),
            trouble.sentence()
                + (others.isEmpty()
                    ? ""
                    : " Not confirmed either: " + String.join(", ", others) + "."),
            trouble.nextStep(),
            trouble.problem()),
        unconfirmed.stream().filter(Unconfirmed::wasLookedAt).map(Unconfirmed::name).toList());
  }
}
