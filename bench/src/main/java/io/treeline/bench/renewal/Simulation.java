package io.treeline.bench.renewal;

import io.treeline.acme.plan.Admission;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.EvenLoad;
import io.treeline.acme.plan.RateBudget;
import io.treeline.acme.plan.Reachability;
import io.treeline.acme.plan.RenewalPlan;
import io.treeline.acme.plan.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The role {@code mware} under a virtual clock: of what is due {@link Reachability} says whom it
 * asks and {@link RateBudget} who may go, and each that goes gets a certificate and a new {@link
 * RenewalPlan}. Authorities announce windows as Let's Encrypt does: a fiftieth of the lifetime,
 * around the usual instant. For one thread.
 */
final class Simulation {

  /** The authority to which events happen, and the one after it where there are two. */
  private static final List<URI> DIRECTORIES =
      List.of(
          URI.create("https://acme-v02.api.letsencrypt.org/directory"),
          URI.create("https://second.example/directory"));

  private static final URI FIRST = DIRECTORIES.getFirst();

  private static final long START = Instant.parse("2027-01-01T00:00:00Z").toEpochMilli();
  private static final long TICK = Duration.ofMinutes(15).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int TICKS_A_DAY = (int) (DAY / TICK);

  /** Orders that the role completes in a tick at most: twenty a second. */
  private static final int MOST = (int) (TICK / 50);

  /** That a domain has no certificate. */
  private static final long NONE = Long.MIN_VALUE;

  private final Scenario scenario;
  private final RateBudget budget = new RateBudget();
  private final Reachability<String> reachability;
  private final Course course;
  private final Agenda agenda;
  private final Batch batch = new Batch();
  private final SplittableRandom random = new SplittableRandom(12);
  private final List<String> accounts;
  private final long lifetime;
  private final long kept;

  /** By domains: when its certificate was issued, in milliseconds after the start. */
  private final long[] issuedAt;

  /** By domains: whether the second authority issued it. */
  private final BitSet ofSecond = new BitSet();

  private Event.@Nullable WindowsMoved moved;
  private int known;
  private int inUse;

  private Simulation(Scenario scenario) {
    this.scenario = scenario;
    int all = scenario.domains() + scenario.newPerDay() * scenario.days();
    reachability = new Reachability<>(DIRECTORIES.subList(0, scenario.directories()));
    course = new Course(scenario.days());
    agenda = new Agenda(scenario.days() * TICKS_A_DAY, all);
    accounts = IntStream.range(0, scenario.accounts()).mapToObj(i -> "account " + i).toList();
    issuedAt = new long[all];
    Arrays.fill(issuedAt, NONE);
    lifetime = scenario.lifetime().toMillis();
    kept = scenario.kept().toMillis();
  }

  /** Plays a scenario through. */
  static Course run(Scenario scenario) {
    Simulation simulation = new Simulation(scenario);
    simulation.begin();
    for (int tick = 0; tick < scenario.days() * TICKS_A_DAY; tick++) {
      simulation.step(tick);
    }
    simulation.end();
    return simulation.course;
  }

  private void begin() {
    for (int i = 0; i < scenario.domains(); i++) {
      issued(i, true, -random.nextLong(kept));
    }
    known = scenario.domains();
    inUse = known;
  }

  private void step(int tick) {
    long now = tick * TICK;
    if (tick % TICKS_A_DAY == 0) {
      beginDay(tick / TICKS_A_DAY);
    }
    addNames(tick);
    for (Event event : scenario.events()) {
      if (event instanceof Event.WindowsMoved all && all.day() * DAY == now) {
        moveWindows(all, now);
      }
    }
    order(tick, now);
  }

  private void beginDay(int day) {
    EvenLoad one = new EvenLoad();
    one.add(at(0), at(lifetime), 1);
    double even = one.perDay() * inUse;
    course.even[day] = even + scenario.newPerDay();
    if (scenario.isEven()) {
      budget.evenLoad(FIRST, even);
    }
  }

  /** New names are wanted evenly over the day. */
  private void addNames(int tick) {
    int ofDay = tick % TICKS_A_DAY;
    int count =
        scenario.newPerDay() * (ofDay + 1) / TICKS_A_DAY
            - scenario.newPerDay() * ofDay / TICKS_A_DAY;
    for (int i = 0; i < count; i++) {
      agenda.put(known, tick);
      known++;
    }
  }

  /** Each domain learns of it when it asks next, within twelve hours. */
  private void moveWindows(Event.WindowsMoved event, long now) {
    moved = event;
    for (int domain = 0; domain < known; domain++) {
      if (issuedAt[domain] != NONE && !ofSecond.get(domain)) {
        long asked = now + random.nextLong(Duration.ofHours(12).toMillis());
        agenda.put(domain, tick(Math.max(due(domain, issuedAt[domain]), asked)));
      }
    }
  }

  private void order(int tick, long now) {
    Instant at = at(now);
    List<Candidate> candidates = candidates(tick, at);
    if (candidates.isEmpty()) {
      return;
    }
    Admission admission = budget.admit(candidates, at, MOST);
    boolean isFirstOut = isOut(now);
    boolean wasFirstAway = isAway(FIRST);
    for (Admission.Admitted admitted : admission.admitted()) {
      boolean isAtFirst = admitted.candidate().directory().equals(FIRST);
      if (isAtFirst && isFirstOut) {
        fail(admitted, tick, at);
        continue;
      }
      if (isAtFirst && wasFirstAway) {
        reachability.answered(FIRST);
      }
      complete(admitted, isAtFirst, now);
    }
    for (Admission.Deferred deferred : admission.deferred()) {
      long until = deferred.until().toEpochMilli() - START;
      agenda.put((int) deferred.candidate().domainId(), Math.max(tick + 1, tick(until)));
    }
  }

  /** What is due, and of those that are due next as many as may be drawn ahead. */
  private List<Candidate> candidates(int tick, Instant now) {
    batch.clear();
    boolean isStuck = isAway(FIRST) && scenario.directories() == 1;
    agenda.upTo(tick, isStuck ? 1 : Integer.MAX_VALUE, batch);
    int ahead = isAway(FIRST) ? 0 : budget.ahead(FIRST, now);
    if (ahead > 0) {
      agenda.after(tick, ahead, batch);
    }
    batch.fetch(issuedAt);
    List<Candidate> candidates = new ArrayList<>(batch.size());
    Reachability<String>.Look look = reachability.look(now);
    for (int i = 0; i < batch.size(); i++) {
      URI directory = look.next(0);
      if (directory != null) {
        candidates.add(candidate(batch.domain(i), batch.fact(i), directory, now));
      }
    }
    return candidates;
  }

  private boolean isAway(URI directory) {
    return reachability.why(directory) != null;
  }

  /** One that can't reach the authority is no failure of the domain; it goes on with the next. */
  private void fail(Admission.Admitted admitted, int tick, Instant at) {
    budget.notOrdered(admitted, at);
    reachability.isAway(FIRST, "an outage", at.plusSeconds(20), at);
    agenda.put((int) admitted.candidate().domainId(), tick + 1);
  }

  private void complete(Admission.Admitted admitted, boolean isAtFirst, long now) {
    Candidate candidate = admitted.candidate();
    int domain = (int) candidate.domainId();
    int day = (int) (now / DAY);
    Candidate.Renewal renewal = candidate.renewal();
    if (renewal == null) {
      course.firsts[day]++;
      inUse++;
    } else {
      course.renewals[day]++;
      count(renewal, day, candidate.since());
    }
    course.atSecond += isAtFirst ? 0 : 1;
    issued(domain, isAtFirst, now);
  }

  private void count(Candidate.Renewal renewal, int day, Instant at) {
    double left = (double) Duration.between(at, renewal.notAfter()).toMillis() / lifetime;
    course.leastLeft = Math.min(course.leastLeft, left);
    course.expired[day] += left < 0 ? 1 : 0;
    course.noticed += renewal.plan().notice().isBefore(at) ? 1 : 0;
    course.ahead += renewal.plan().due().isAfter(at) ? 1 : 0;
  }

  private void end() {
    long now = scenario.days() * DAY;
    for (int domain = 0; domain < known; domain++) {
      if (issuedAt[domain] != NONE && issuedAt[domain] + lifetime < now) {
        course.expired[scenario.days() - 1]++;
      }
    }
  }

  private void issued(int domain, boolean isByFirst, long now) {
    issuedAt[domain] = now;
    ofSecond.set(domain, !isByFirst);
    agenda.put(domain, tick(due(domain, now)));
  }

  private long due(int domain, long issued) {
    return plan(domain, issued, window(domain, issued)).due().toEpochMilli() - START;
  }

  private Candidate candidate(int domain, long issued, URI directory, Instant now) {
    int tenant = domain % scenario.tenants();
    Candidate.Renewal renewal = null;
    if (issued != NONE) {
      Window window = window(domain, issued);
      boolean isSameAuthority = directory.equals(FIRST) != ofSecond.get(domain);
      renewal =
          new Candidate.Renewal(
              plan(domain, issued, window),
              at(issued + lifetime),
              true,
              isSameAuthority ? window : null);
    }
    return new Candidate(
        domain,
        tenant,
        directory,
        accounts.get(tenant % accounts.size()),
        List.of("n" + domain + ".t" + tenant + ".example"),
        1,
        now,
        renewal);
  }

  private RenewalPlan plan(int domain, long issued, Window window) {
    // Each certificate draws anew, as by its fingerprint.
    long seed = domain * 1_000_003L + issued;
    return RenewalPlan.of(at(issued), at(issued + lifetime), window, seed);
  }

  private Window window(int domain, long issued) {
    Event.WindowsMoved event = moved;
    if (event != null && issued < event.day() * DAY && !ofSecond.get(domain)) {
      return new Window(at(event.day() * DAY), at(event.end()));
    }
    long usual = issued + kept;
    return new Window(at(usual - lifetime / 100), at(usual + lifetime / 100));
  }

  /** Whether the first authority answers nobody. */
  private boolean isOut(long now) {
    for (Event event : scenario.events()) {
      if (event instanceof Event.Outage && now >= event.day() * DAY && now < event.end()) {
        return true;
      }
    }
    return false;
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(START + millis);
  }

  /** The first tick at which an instant is reached. */
  private static long tick(long millis) {
    return Math.ceilDiv(millis, TICK);
  }
}
