package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.challenge.FreePorts;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.Reachability;
import io.treeline.config.Acme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has to wait while a mass of domains is due; nobody is asked anything. */
class DispatchTest {

  private static final URI DIRECTORY = URI.create("https://authority.test/dir");

  /** More than are weighed at a time. */
  private static final int DUE = 2_500;

  /** One order in a year for an account. */
  private static final Acme STRICT =
      Issuing.acme(
          DIRECTORY,
          null,
          null,
          List.of(
              new Acme.Limits(
                  DIRECTORY, new Acme.Allowance(1, Duration.ofDays(365)), null, null, null)));

  @TempDir private Path directory;

  @Test
  void whoIsDeferredMakesRoomForTheNextUntilNobodyIsDue() {
    try (Issuing issuing = new Issuing(directory.resolve("data"), STRICT, FreePorts.next())) {
      InstantSource clock = InstantSource.system();
      IssuanceReports reports = new IssuanceReports(new RecordedState());
      Quota quota = new Quota(issuing.store, STRICT);
      Reachability<Trouble> reachability = new Reachability<>(STRICT.directories());
      StoreWatch storeWatch = new StoreWatch(reports);
      Settlement settlement =
          new Settlement(issuing.store, issuing.house.feed, each -> true, reports, clock);
      Attempts attempts =
          new Attempts(
              new Execution(issuing.store, quota, reachability, settlement, storeWatch, clock),
              reachability,
              Runnable::run,
              new Bell());
      AtomicInteger again = new AtomicInteger();
      Dispatch dispatch =
          new Dispatch(
              issuing.store,
              issuing.house.feed,
              STRICT,
              new LateOrders(issuing::orders),
              reports,
              reachability,
              quota,
              attempts,
              storeWatch,
              again::incrementAndGet);
      enable(issuing);
      var watch = new Watch(issuing.store, issuing.house.feed, each -> true, reports, clock);
      do {
        watch.look();
      } while (watch.hasMore());
      spend(issuing, quota);
      Instant now = Instant.now();
      assertThat(due(issuing, now)).isEqualTo(DUE);

      dispatch.run(now);
      assertThat(again).hasValue(1);
      assertThat(due(issuing, now)).isEqualTo(500);
      dispatch.run(now);
      assertThat(again).hasValue(1);
      assertThat(due(issuing, now)).isZero();
    }
  }

  private static void enable(Issuing issuing) {
    var unused =
        issuing.house.importLines(
            IntStream.range(0, DUE)
                .mapToObj(i ->
                    """
                    {"name":"d%d.test","acme_enabled":true,"acme_account_email":"ops@example.com"}\
                    """
                        .formatted(i))
                .toArray(String[]::new));
  }

  /** The account's one order. */
  private static void spend(Issuing issuing, Quota quota) {
    Candidate other =
        new Candidate(
            1,
            1,
            DIRECTORY,
            "email:ops@example.com",
            List.of("other.test"),
            1,
            Instant.now(),
            null);
    var admitted = quota.admit(List.of(other), Instant.now(), 1).admitted().getFirst();
    issuing.store.change(write -> Quota.begin(write, admitted));
  }

  private static int due(Issuing issuing, Instant now) {
    return issuing.store.read(read -> read.acmeDomainsDue(now, 2 * DUE)).size();
  }
}
