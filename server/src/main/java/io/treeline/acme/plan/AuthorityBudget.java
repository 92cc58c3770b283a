package io.treeline.acme.plan;

import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Admission.Deferred;
import io.treeline.acme.plan.Candidate.Renewal;
import io.treeline.acme.plan.FairTurns.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was spent at one authority. Not safe for several threads. */
final class AuthorityBudget {

  private final String authority;
  private final List<Tally> tallies;
  private final Patience patience;
  private final Pace pace = new Pace();

  AuthorityBudget(String authority, AuthorityLimits limits) {
    this(authority, limits.limits().stream().map(Tally::new).toList(), new Patience(authority));
  }

  private AuthorityBudget(String authority, List<Tally> tallies, Patience patience) {
    this.authority = authority;
    this.tallies = tallies;
    this.patience = patience;
  }

  Pace pace() {
    return pace;
  }

  Patience patience() {
    return patience;
  }

  /** Forgets what was promised to those that waited the last time. */
  void begin() {
    tallies.forEach(Tally::begin);
  }

  /** Lets a candidate go, or says until when it waits. */
  Step decide(Candidate candidate, Instant now, List<Admitted> admitted, List<Deferred> deferred) {
    if (!candidate.isDue(now) && !isDrawnAhead(candidate, now)) {
      return Step.TURN_TAKEN;
    }
    Wait wait = longestWait(candidate, now);
    if (wait == null) {
      admitted.add(new Admitted(candidate, take(candidate, now)));
      return Step.SERVED;
    }
    if (candidate.isDue(now)) {
      deferred.add(defer(candidate, wait));
    }
    return wait.isItsOwn() ? Step.PASSED : Step.TURN_TAKEN;
  }

  /** How long a candidate has to wait because the authority asked for it; null if it doesn't. */
  @Nullable Deferred patientFor(Candidate candidate, Instant now) {
    long until = patience.of(candidate);
    return until > now.toEpochMilli() ? defer(candidate, new Wait.ForPatience(until)) : null;
  }

  /**
   * Takes back what was reserved for certificates that weren't issued.
   *
   * @param ordersToo whether no order was made either
   */
  List<Spent> giveBack(Admitted admitted, boolean ordersToo, long now) {
    List<Spent> rows = new ArrayList<>();
    for (Spent spent : admitted.spent()) {
      for (Tally tally : tallies) {
        Counted counted = tally.limit().counted();
        if (counted.word().equals(spent.counted()) && (ordersToo || counted.isCertificates())) {
          int tokens = admitted.candidate().orders();
          rows.add(row(counted, spent.subject(), tally.giveBack(spent.subject(), tokens, now)));
        }
      }
    }
    return rows;
  }

  /** Counts names whose validation failed. */
  List<Spent> failed(Candidate candidate, Collection<String> names, long now) {
    List<Spent> rows = new ArrayList<>();
    for (Tally tally : tallies) {
      if (tally.limit().counted().isFailures()) {
        for (String name : names) {
          String subject = Subjects.nameOf(candidate, name);
          rows.add(row(tally.limit().counted(), subject, tally.take(subject, 1, now)));
        }
      }
    }
    return rows;
  }

  /** Ends the rows of failures of a candidate's names. */
  List<Spent> validated(Candidate candidate, long now) {
    List<Spent> rows = new ArrayList<>();
    for (Tally tally : tallies) {
      if (tally.limit().counted() == Counted.FAILURES_IN_A_ROW) {
        for (String subject : Subjects.of(Counted.FAILURES_IN_A_ROW, candidate)) {
          if (tally.fullAt(subject, now) > now) {
            tally.reset(subject);
            rows.add(row(Counted.FAILURES_IN_A_ROW, subject, now));
          }
        }
      }
    }
    return rows;
  }

  /** The same state; the copy doesn't keep the load even. */
  AuthorityBudget copy() {
    return new AuthorityBudget(
        authority, tallies.stream().map(Tally::copy).toList(), patience.copy());
  }

  void restore(Spent row) {
    for (Tally tally : tallies) {
      if (tally.limit().counted().word().equals(row.counted())) {
        tally.restore(row.subject(), row.until().toEpochMilli());
      }
    }
    patience.restore(row);
  }

  void forget(long now) {
    tallies.forEach(tally -> tally.forget(now));
    patience.forget(now);
    pace.forget(now);
  }

  List<Balance> balances(Candidate candidate, long now) {
    List<Balance> balances = new ArrayList<>();
    for (Tally tally : tallies) {
      for (String subject : Subjects.of(tally.limit().counted(), candidate)) {
        balances.add(
            new Balance(
                tally.limit().words(Subjects.shown(subject)),
                tally.left(subject, now),
                Instant.ofEpochMilli(tally.fullAt(subject, now))));
      }
    }
    return balances;
  }

  private @Nullable Wait longestWait(Candidate candidate, Instant now) {
    Wait longest = waitForPace(candidate, now);
    long millis = now.toEpochMilli();
    long patient = patience.of(candidate);
    if (patient > millis) {
      longest = Wait.longer(new Wait.ForPatience(patient), longest);
    }
    if (!candidate.isAnnounced(now)) {
      for (Tally tally : tallies) {
        longest = Wait.longer(longest, waitForLimit(tally, candidate, millis));
      }
    }
    return longest;
  }

  private boolean isDrawnAhead(Candidate candidate, Instant now) {
    Renewal renewal = candidate.renewal();
    return renewal != null
        && !renewal.plan().earliest().isAfter(now)
        && pace.ahead(now.toEpochMilli()) > 0;
  }

  private @Nullable Wait waitForPace(Candidate candidate, Instant now) {
    Renewal renewal = candidate.renewal();
    boolean canWait =
        renewal != null
            && renewal.sameNames()
            && candidate.isDue(now)
            && !candidate.isPressing(now);
    if (!canWait) {
      return null;
    }
    long millis = now.toEpochMilli();
    long at = pace.available(candidate.domainId(), candidate.orders(), millis);
    return at > millis ? new Wait.ForPace(at) : null;
  }

  private static @Nullable Wait waitForLimit(Tally tally, Candidate candidate, long now) {
    if (tally.isUntouched() || isExempt(tally.limit(), candidate)) {
      return null;
    }
    Counted counted = tally.limit().counted();
    int tokens = counted.isFailures() ? 1 : candidate.orders();
    Wait longest = null;
    for (String subject : Subjects.of(counted, candidate)) {
      long at = tally.available(subject, tokens);
      if (at > now) {
        longest = Wait.longer(longest, new Wait.ForLimit(at, tally, subject));
      }
    }
    return longest;
  }

  /** Promises a place to one that waits, so that the next one gets another. */
  private Deferred defer(Candidate candidate, Wait wait) {
    return switch (wait) {
      case Wait.ForLimit(long until, Tally tally, String subject) -> {
        if (!tally.limit().counted().isFailures()) { // failures aren't spent by asking
          tally.promise(subject, candidate.orders(), until);
        }
        String words = tally.limit().words(Subjects.shown(subject));
        yield new Deferred(candidate, wait.instant(), words);
      }
      case Wait.ForPace(long until) ->
          new Deferred(candidate, place(candidate, until), pace.words());
      case Wait.ForPatience patient ->
          new Deferred(candidate, wait.instant(), "the authority, which asked for patience");
    };
  }

  /** Nobody waits for an even load beyond the instant at which his renewal presses. */
  private Instant place(Candidate candidate, long until) {
    Renewal renewal = candidate.renewal();
    if (renewal != null && renewal.plan().pressing().toEpochMilli() <= until) {
      return renewal.plan().pressing();
    }
    pace.keepPlace(candidate.domainId(), candidate.orders(), until);
    return Instant.ofEpochMilli(until);
  }

  private List<Spent> take(Candidate candidate, Instant now) {
    long millis = now.toEpochMilli();
    if (candidate.renewal() != null) {
      pace.take(candidate.domainId(), candidate.orders(), millis);
    }
    if (candidate.isAnnounced(now)) {
      return List.of();
    }
    List<Spent> rows = new ArrayList<>();
    for (Tally tally : tallies) {
      Counted counted = tally.limit().counted();
      if (!isExempt(tally.limit(), candidate) && !counted.isFailures()) {
        for (String subject : Subjects.of(counted, candidate)) {
          rows.add(row(counted, subject, tally.take(subject, candidate.orders(), millis)));
        }
      }
    }
    return rows;
  }

  private static boolean isExempt(Limit limit, Candidate candidate) {
    return limit.sameNamesExempt()
        && candidate.renewal() != null
        && candidate.renewal().sameNames();
  }

  private Spent row(Counted counted, String subject, long until) {
    return new Spent(authority, counted.word(), subject, Instant.ofEpochMilli(until));
  }
}
