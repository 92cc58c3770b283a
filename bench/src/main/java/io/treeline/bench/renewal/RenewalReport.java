package io.treeline.bench.renewal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays years of renewals, and writes what came of it into {@code docs/renewal.md} and its plot.
 */
public final class RenewalReport {

  private static final String BEGIN = "<!-- what bench/renewal.sh prints, from here -->\n";
  private static final String END = "<!-- to here -->\n";

  private static final int DOMAINS = 1_000_000;
  private static final int TENANTS = 20_000;
  private static final int NEW_PER_DAY = 1_000;
  private static final int DAYS = 730;
  private static final int SMALLER = 10;

  private static final Duration WEEKS = Duration.ofDays(45);
  private static final Duration HOURS = Duration.ofHours(160);

  private static final List<Event> EVENTS =
      List.of(
          new Event.Outage(100, Duration.ofHours(12)),
          new Event.Outage(200, Duration.ofDays(5)),
          new Event.WindowsMoved(400, Duration.ofDays(5)));
  private static final List<Event> EVENTS_OF_HOURS =
      List.of(
          new Event.Outage(100, Duration.ofHours(12)),
          new Event.Outage(200, Duration.ofDays(5)),
          new Event.WindowsMoved(400, Duration.ofHours(24)));

  /** What one authority alone can carry of them, and what it can't. */
  private static final List<Event> ALONE =
      List.of(
          new Event.Outage(20, Duration.ofHours(12)),
          new Event.Outage(40, Duration.ofDays(2)),
          new Event.Outage(60, Duration.ofDays(5)));

  private static final int DAYS_ALONE = 90;

  private static final int HUGE = 40_000;
  private static final int SMALL_TENANTS = 600;
  private static final int SMALL = 100;

  private final StringBuilder page = new StringBuilder();

  private RenewalReport() {}

  /** Takes the directory of the documents. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    new RenewalReport().write(Path.of(arguments[0]));
  }

  private void write(Path docs) throws IOException, InterruptedException, ExecutionException {
    Scenario weeks = scenario(1, 1, WEEKS, DAYS, EVENTS);
    Scenario hours = scenario(1, 2, HOURS, DAYS, EVENTS_OF_HOURS);
    Scenario alone = scenario(1, 1, HOURS, DAYS_ALONE, ALONE);
    Scenario asDue = scenario(SMALLER, 1, WEEKS, DAYS, EVENTS).withoutEvenness();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      // The longest first: the others share the second core.
      Future<Course> ofHours = threads.submit(() -> Simulation.run(hours));
      Future<Course> ofWeeks = threads.submit(() -> Simulation.run(weeks));
      Future<Course> ofAlone = threads.submit(() -> Simulation.run(alone));
      Future<Course> ofDue = threads.submit(() -> Simulation.run(asDue));
      Future<FirstIssue.Result> one =
          threads.submit(() -> FirstIssue.run(HUGE, SMALL_TENANTS, SMALL, false));
      Future<FirstIssue.Result> each =
          threads.submit(() -> FirstIssue.run(HUGE, SMALL_TENANTS, SMALL, true));
      years("Certificates of 45 days", weeks, ofWeeks.get());
      picture();
      withoutPace(asDue, ofDue.get());
      years("Certificates of 160 hours", hours, ofHours.get());
      alone(alone, ofAlone.get());
      firstIssue(one.get(), each.get());
      Files.writeString(docs.resolve("renewal.svg"), Plot.of(ofWeeks.get(), ofDue.get(), EVENTS));
    }
    put(docs.resolve("renewal.md"));
    System.out.print(page);
  }

  private void years(String title, Scenario scenario, Course course) {
    say("## %s%n%n", title);
    premises(scenario);
    settlings(scenario, course);
  }

  private void settlings(Scenario scenario, Course course) {
    say("| after | until it is even | even again | from then on |%n| --- | --- | --- | --- |%n");
    for (Settling settling : Settling.of(course, scenario.events())) {
      boolean isCalm = settling.event().equals("nothing");
      say(
          "| %s | %s | %s | %.2f to %.2f |%n",
          settling.event(),
          isCalm ? "–" : range(settling.low(), settling.peak()),
          isCalm ? "–" : "after " + days(settling.days()),
          settling.least(),
          settling.most());
    }
    say(
        "%nLeast and most orders in a day; 1 is the even load, and even is what stays within a fifth of"
            + " it. ");
    say(
        "In all %,d orders; certificates that expired: %,d; reported as expiring soon: %,d; least lifetime"
            + " left at a renewal: %.0f %%; drawn ahead: %.0f %%%s.%n%n",
        course.orders(),
        course.expired(),
        course.noticed,
        course.leastLeft * 100,
        100.0 * course.ahead / course.orders(),
        scenario.directories() == 2
            ? String.format(Locale.ROOT, "; at the second directory: %,d", course.atSecond)
            : "");
  }

  private void premises(Scenario scenario) {
    say(
        "Premises: %,d domains of %,d tenants, issued evenly before the start; %,d new names a day;"
            + " %d days; one account; the limits of Let's Encrypt, and its windows (a fiftieth of the"
            + " lifetime around %s of it)%s.",
        scenario.domains(),
        scenario.tenants(),
        scenario.newPerDay(),
        scenario.days(),
        scenario.lifetime().equals(HOURS) ? "1/2" : "2/3",
        scenario.directories() == 2
            ? "; two directories in order, the second with the same windows and without limits that are"
                + " known. Outages are of the first"
            : "");
    for (Event event : scenario.events()) {
      say(" Day %d: %s.", event.day(), event.words());
    }
    say("%n%n");
  }

  private void picture() {
    say("![Orders of each day as a share of an even load](renewal.svg)%n%n");
  }

  private void withoutPace(Scenario scenario, Course course) {
    say(
        "The thin line is the same without the pace, for a tenth of the domains: every renewal goes"
            + " when it is due.");
    List<Settling> all = Settling.of(course, scenario.events());
    Settling outage = all.get(2);
    say(
        " There the outage of 5 days comes back with every round: %s.%n%n",
        outage.days() > 100
            ? String.format(
                Locale.ROOT,
                "after %.0f days a day still has up to %.2f of the even load",
                outage.days(),
                lastRound(course, scenario))
            : String.format(Locale.ROOT, "for %.0f days", outage.days()));
  }

  /** The highest load of a day in the last round before the windows are moved. */
  private static double lastRound(Course course, Scenario scenario) {
    int end = scenario.events().getLast().day();
    double most = 0;
    for (int day = end - (int) scenario.kept().toDays(); day < end; day++) {
      most = Math.max(most, course.share(day));
    }
    return most;
  }

  private void alone(Scenario scenario, Course course) {
    Event longest = scenario.events().getLast();
    say("### With one directory alone%n%n");
    premises(scenario);
    settlings(scenario, course);
    say(
        "An outage of 5 days is longer than the 80 hours that a certificate of 160 hours has left when"
            + " it is due: %,d certificates were out of date for a while after it, and %,d before it."
            + " Whoever uses that profile names a second directory.%n%n",
        course.expiredWithin(longest.day(), scenario.days()),
        course.expiredWithin(0, longest.day()));
  }

  private void firstIssue(FirstIssue.Result one, FirstIssue.Result each) {
    say("## First certificates for 100,000 names%n%n");
    say(
        "Premises: all wanted at once; one tenant with %,d names and %,d tenants with %,d each; every"
            + " name under a registered domain of its own; the limits of Let's Encrypt; no failures.%n%n",
        HUGE, SMALL_TENANTS, SMALL);
    say("| | one account | an account for each tenant |%n| --- | --- | --- |%n");
    say("| all names have one after | %s | %s |%n", last(one), last(each));
    say(
        "| the small tenants: half of their names, all of them | %s, %s | %s, %s |%n",
        day(one.small(), 0.5), day(one.small(), 1), day(each.small(), 0.5), day(each.small(), 1));
    say(
        "| the huge tenant: 1 %% of his names, half, all | %s, %s, %s | %s, %s, %s |%n",
        day(one.huge(), 0.01),
        day(one.huge(), 0.5),
        day(one.huge(), 1),
        day(each.huge(), 0.01),
        day(each.huge(), 0.5),
        day(each.huge(), 1));
    double end = one.small().getLast();
    long hugeTill = one.huge().stream().filter(at -> at <= end).count();
    say(
        "%nUntil the last small tenant was done, the huge one had got %,d certificates and each small"
            + " one %d.%n",
        hugeTill, SMALL);
  }

  private static String range(double least, double most) {
    return String.format(Locale.ROOT, "%.2f to %.2f", least, most);
  }

  private static String last(FirstIssue.Result result) {
    return days(Math.max(result.huge().getLast(), result.small().getLast()));
  }

  private static String day(List<Double> done, double share) {
    return days(done.get((int) Math.ceil(done.size() * share) - 1));
  }

  private static String days(double days) {
    return String.format(Locale.ROOT, "%.1f days", days);
  }

  private static Scenario scenario(
      int part, int directories, Duration lifetime, int days, List<Event> events) {
    return new Scenario(
        DOMAINS / part,
        TENANTS / part,
        1,
        directories,
        lifetime,
        NEW_PER_DAY / part,
        days,
        true,
        events);
  }

  private void say(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values));
  }

  private void put(Path document) throws IOException {
    String text = Files.readString(document);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IllegalStateException(document + " lacks the marks between which the tables go");
    }
    String before = text.substring(0, from + BEGIN.length());
    Files.writeString(document, before + "\n" + page + "\n" + text.substring(to));
  }
}
