package io.treeline.bench.renewal;

import io.treeline.acme.plan.Admission;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.EvenLoad;
import io.treeline.acme.plan.RateBudget;
import io.treeline.acme.plan.RenewalPlan;
import io.treeline.acme.plan.Scope;
import io.treeline.acme.plan.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The role {@code mware} under a virtual clock: what is due is taken, {@link RateBudget} says who
 * may go, and each that goes gets a certificate and a new {@link RenewalPlan}. The authority
 * announces windows as Let's Encrypt does: a fiftieth of the lifetime, around the usual instant.
 * For one thread.
 */
final class Simulation {

  private static final URI DIRECTORY = URI.create("https://acme-v02.api.letsencrypt.org/directory");
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final long TICK = Duration.ofMinutes(15).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int TICKS_A_DAY = (int) (DAY / TICK);

  /** Orders that the role completes in a tick at most: twenty a second. */
  private static final int MOST = (int) (TICK / 50);

  private final Scenario scenario;
  private final RateBudget budget = new RateBudget();
  private final Course course;
  private final Agenda agenda;
  private final SplittableRandom random = new SplittableRandom(12);
  private final long[] issuedAt;
  private final boolean[] isMoved;
  private final int[] round;
  private final long lifetime;
  private final long kept;
  private Event.@Nullable WindowsMoved moved;
  private boolean isUnreachable;
  private int known;
  private int inUse;

  private Simulation(Scenario scenario) {
    this.scenario = scenario;
    int all = scenario.domains() + scenario.newPerDay() * scenario.days();
    course = new Course(scenario.days());
    agenda = new Agenda(scenario.days() * TICKS_A_DAY, all);
    issuedAt = new long[all];
    isMoved = new boolean[all];
    round = new int[all];
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
    for (int domain = 0; domain < scenario.domains(); domain++) {
      issued(domain, -random.nextLong(kept));
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
    if (budget.leftAloneUntil(DIRECTORY, at(now)) == null) {
      order(tick, now);
    }
  }

  private void beginDay(int day) {
    EvenLoad one = new EvenLoad();
    one.add(START, START.plusMillis(lifetime), 1);
    double even = one.perDay() * inUse;
    course.even[day] = even + scenario.newPerDay();
    if (scenario.isEven()) {
      budget.evenLoad(DIRECTORY, even);
    }
  }

  /** New names are wanted evenly over the day. */
  private void addNames(int tick) {
    int ofDay = tick % TICKS_A_DAY;
    int count =
        scenario.newPerDay() * (ofDay + 1) / TICKS_A_DAY
            - scenario.newPerDay() * ofDay / TICKS_A_DAY;
    for (int i = 0; i < count; i++) {
      issuedAt[known] = Long.MIN_VALUE;
      agenda.put(known, tick);
      known++;
    }
  }

  /** Each domain learns of it when it asks next, within twelve hours. */
  private void moveWindows(Event.WindowsMoved event, long now) {
    moved = event;
    for (int domain = 0; domain < known; domain++) {
      if (issuedAt[domain] != Long.MIN_VALUE) {
        isMoved[domain] = true;
        long asked = now + random.nextLong(Duration.ofHours(12).toMillis());
        long due = plan(domain).due().toEpochMilli() - START.toEpochMilli();
        agenda.put(domain, tick(Math.max(due, asked)));
      }
    }
  }

  private void order(int tick, long now) {
    List<Candidate> candidates = new ArrayList<>();
    int enoughDue = isUnreachable ? 1 : Integer.MAX_VALUE;
    agenda.upTo(
        tick,
        domain -> {
          candidates.add(candidate(domain, now));
          return candidates.size() < enoughDue;
        });
    int ahead = budget.ahead(DIRECTORY, at(now));
    if (ahead > 0) {
      int enough = candidates.size() + ahead;
      agenda.show(
          tick + 1,
          Integer.MAX_VALUE - 1,
          domain -> {
            candidates.add(candidate(domain, now));
            return candidates.size() < enough;
          });
    }
    if (candidates.isEmpty()) {
      return;
    }
    Admission admission = budget.admit(candidates, at(now), MOST);
    isUnreachable = isOut(now);
    if (isUnreachable) {
      fail(admission, now);
      return;
    }
    for (Admission.Admitted admitted : admission.admitted()) {
      complete(admitted, now);
    }
    for (Admission.Deferred deferred : admission.deferred()) {
      long until = deferred.until().toEpochMilli() - START.toEpochMilli();
      agenda.put((int) deferred.candidate().domainId(), Math.max(tick + 1, tick(until)));
    }
  }

  /** One that can't reach the authority has all others leave it alone for a while. */
  private void fail(Admission admission, long now) {
    for (Admission.Admitted admitted : admission.admitted()) {
      budget.notOrdered(admitted, at(now));
    }
    if (!admission.admitted().isEmpty()) {
      Candidate first = admission.admitted().getFirst().candidate();
      budget.patience(first, Scope.AUTHORITY, at(now + TICK));
    }
  }

  private void complete(Admission.Admitted admitted, long now) {
    int domain = (int) admitted.candidate().domainId();
    int day = (int) (now / DAY);
    if (issuedAt[domain] == Long.MIN_VALUE) {
      course.firsts[day]++;
      inUse++;
    } else {
      course.renewals[day]++;
      Candidate.Renewal renewal = admitted.candidate().renewal();
      if (renewal != null) {
        count(renewal, now);
      }
    }
    issued(domain, now);
  }

  private void count(Candidate.Renewal renewal, long now) {
    Instant at = at(now);
    double left = (double) Duration.between(at, renewal.notAfter()).toMillis() / lifetime;
    course.leastLeft = Math.min(course.leastLeft, left);
    course.expired += left < 0 ? 1 : 0;
    course.noticed += renewal.plan().notice().isBefore(at) ? 1 : 0;
    course.ahead += renewal.plan().due().isAfter(at) ? 1 : 0;
  }

  private void end() {
    long now = scenario.days() * DAY;
    for (int domain = 0; domain < known; domain++) {
      if (issuedAt[domain] != Long.MIN_VALUE && issuedAt[domain] + lifetime < now) {
        course.expired++;
      }
    }
  }

  private void issued(int domain, long now) {
    issuedAt[domain] = now;
    isMoved[domain] = false;
    round[domain]++;
    agenda.put(domain, tick(plan(domain).due().toEpochMilli() - START.toEpochMilli()));
  }

  private Candidate candidate(int domain, long now) {
    long tenant = domain % scenario.tenants();
    Candidate.Renewal renewal = null;
    if (issuedAt[domain] != Long.MIN_VALUE) {
      Instant notAfter = at(issuedAt[domain] + lifetime);
      renewal = new Candidate.Renewal(plan(domain), notAfter, true, window(domain));
    }
    return new Candidate(
        domain,
        tenant,
        DIRECTORY,
        "account " + tenant % scenario.accounts(),
        List.of("n" + domain + ".t" + tenant + ".example"),
        1,
        at(now),
        renewal);
  }

  private RenewalPlan plan(int domain) {
    Instant issued = at(issuedAt[domain]);
    long seed = domain * 1_000_003L + round[domain];
    return RenewalPlan.of(issued, issued.plusMillis(lifetime), window(domain), seed);
  }

  private Window window(int domain) {
    Event.WindowsMoved event = moved;
    if (isMoved[domain] && event != null) {
      return new Window(at(event.day() * DAY), at(event.end()));
    }
    Instant usual = at(issuedAt[domain] + kept);
    return new Window(usual.minusMillis(lifetime / 100), usual.plusMillis(lifetime / 100));
  }

  private boolean isOut(long now) {
    for (Event event : scenario.events()) {
      if (event instanceof Event.Outage && now >= event.day() * DAY && now < event.end()) {
        return true;
      }
    }
    return false;
  }

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  /** The first tick at which an instant is reached. */
  private static long tick(long millis) {
    return Math.ceilDiv(millis, TICK);
  }
}
