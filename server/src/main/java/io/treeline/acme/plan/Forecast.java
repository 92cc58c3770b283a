package io.treeline.acme.plan;

import io.treeline.core.name.DomainName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What will be ordered when, by what is known now: each domain at its next instant and then again
 * and again, as long as the horizon goes; what a limit holds up when the limit lets it. Fill it
 * with {@link #add}, then ask for the {@link #result} once. For one thread.
 *
 * <p>Renewals that are free of limits are counted without being kept, so a million domains take
 * about a second. Only what counts against a limit is played through on a copy of the budget, hour
 * by hour. What {@link RateBudget} does for an even load isn't foretold: it moves renewals of large
 * installations by a few days.
 */
public final class Forecast {

  private static final Duration UNKNOWN_LIFETIME = Duration.ofDays(90);
  private static final Duration STEP = Duration.ofHours(1);

  /**
   * A domain under automation. Immutable.
   *
   * @param next when it is ordered, as far as is known; what is past means now
   * @param why a word that is passed on; later renewals are {@code renewal}
   * @param certificate the one in force, null without one
   */
  public record Domain(
      long domainId,
      DomainName name,
      long tenantId,
      URI directory,
      String account,
      List<String> names,
      int orders,
      Instant next,
      String why,
      @Nullable Certificate certificate) {}

  /**
   * A certificate in force. Immutable.
   *
   * @param sameNames whether it is for the names that are wanted
   */
  public record Certificate(Instant notBefore, Instant notAfter, boolean sameNames) {}

  /** An order to come. Immutable. */
  public record Planned(DomainName name, Instant at, String why) {}

  /** An order that a limit holds up. Immutable. */
  public record Held(DomainName name, Instant until, String limit) {}

  /**
   * What it comes to. Immutable.
   *
   * @param perDay orders on each day (UTC) of the horizon, also on those without any
   * @param next the first of them, soonest first
   * @param held what doesn't fit the limits at its time, soonest first
   */
  public record Result(
      long orders,
      Map<LocalDate, Long> perDay,
      List<Planned> next,
      List<Held> held,
      List<WildcardAdvice.Wildcard> wildcards) {}

  private final Instant from;
  private final Instant to;
  private final int most;
  private final RateBudget budget;
  private final long[] perDay;
  private final long firstDay;
  private final PriorityQueue<Planned> soonest =
      new PriorityQueue<>(Comparator.comparing(Planned::at).reversed());
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparing(Waiting::at).thenComparing(w -> w.domain.domainId()));
  private final List<Held> held = new ArrayList<>();
  private final WildcardAdvice wildcards = new WildcardAdvice();

  /**
   * One that counts against limits.
   *
   * @param limit what it waits for already, null if it doesn't
   */
  private record Waiting(Domain domain, Instant at, @Nullable String limit) {}

  /**
   * An empty forecast.
   *
   * @param most how many orders are listed one by one
   */
  public Forecast(RateBudget budget, Instant from, Instant to, int most) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a horizon from " + from + " to " + to);
    }
    this.budget = budget.copy();
    this.from = from;
    this.to = to;
    this.most = most;
    this.firstDay = day(from);
    this.perDay = new long[(int) (day(to.minusMillis(1)) - firstDay + 1)];
  }

  /** Adds a domain. */
  public void add(Domain domain) {
    wildcards.add(domain.names());
    Instant at = domain.next().isAfter(from) ? domain.next() : from;
    Certificate certificate = domain.certificate();
    if (certificate != null && certificate.sameNames()) {
      count(domain, at, domain.why());
      repeat(domain, at);
    } else if (at.isBefore(to)) {
      waiting.add(new Waiting(domain, at, null));
    }
  }

  /** What all that was added comes to. */
  public Result result() {
    for (Instant now = from; now.isBefore(to) && !waiting.isEmpty(); now = now.plus(STEP)) {
      admit(now);
    }
    admit(to);
    for (Waiting left : waiting) {
      if (left.limit != null) {
        held.add(new Held(left.domain.name(), left.at, left.limit));
      }
    }
    held.sort(Comparator.comparing(Held::until));
    List<Planned> next = new ArrayList<>(soonest);
    next.sort(Comparator.comparing(Planned::at));
    long orders = 0;
    TreeMap<LocalDate, Long> days = new TreeMap<>();
    for (int i = 0; i < perDay.length; i++) {
      days.put(LocalDate.ofEpochDay(firstDay + i), perDay[i]);
      orders += perDay[i];
    }
    return new Result(
        orders,
        Collections.unmodifiableMap(days),
        List.copyOf(next),
        List.copyOf(held),
        wildcards.best());
  }

  private void admit(Instant now) {
    List<Candidate> due = new ArrayList<>();
    Map<Long, Waiting> byId = new HashMap<>();
    while (!waiting.isEmpty() && !waiting.element().at.isAfter(now)) {
      Waiting next = waiting.remove();
      byId.put(next.domain.domainId(), next);
      due.add(candidate(next.domain));
    }
    Admission admission = budget.admit(due, now, Integer.MAX_VALUE);
    for (Admission.Admitted admitted : admission.admitted()) {
      Waiting gone = byId.get(admitted.candidate().domainId());
      if (gone != null) {
        count(gone.domain, gone.at, gone.domain.why());
        repeat(gone.domain, gone.at);
        if (gone.limit != null) {
          held.add(new Held(gone.domain.name(), gone.at, gone.limit));
        }
      }
    }
    for (Admission.Deferred deferred : admission.deferred()) {
      Waiting back = byId.get(deferred.candidate().domainId());
      if (back != null) {
        String limit = back.limit == null ? deferred.limit() : back.limit;
        waiting.add(new Waiting(back.domain, deferred.until(), limit));
      }
    }
  }

  /** Counts the renewals of what was issued at an instant. */
  private void repeat(Domain domain, Instant issued) {
    Certificate certificate = domain.certificate();
    Duration lifetime =
        certificate == null
            ? UNKNOWN_LIFETIME
            : Duration.between(certificate.notBefore(), certificate.notAfter());
    Duration kept = RenewalPlan.usuallyKept(lifetime);
    if (kept.isPositive()) {
      for (Instant at = issued.plus(kept); at.isBefore(to); at = at.plus(kept)) {
        count(domain, at, "renewal");
      }
    }
  }

  private void count(Domain domain, Instant at, String why) {
    if (!at.isBefore(to)) {
      return;
    }
    perDay[(int) (day(at) - firstDay)] += domain.orders();
    if (soonest.size() < most) {
      soonest.add(new Planned(domain.name(), at, why));
    } else if (most > 0 && at.isBefore(soonest.element().at())) {
      soonest.remove();
      soonest.add(new Planned(domain.name(), at, why));
    }
  }

  private static Candidate candidate(Domain domain) {
    return new Candidate(
        domain.domainId(),
        domain.tenantId(),
        domain.directory(),
        domain.account(),
        domain.names(),
        domain.orders(),
        domain.next(),
        null);
  }

  private static long day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
  }
}
