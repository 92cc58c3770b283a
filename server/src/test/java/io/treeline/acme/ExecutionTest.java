package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.challenge.FreePorts;
import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.Reachability;
import io.treeline.config.Acme;
import io.treeline.core.tree.Domain;
import io.treeline.store.AcmeDomainRow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts while the store takes no writes; nobody is asked anything. */
class ExecutionTest {

  private static final Acme LETS_ENCRYPT = Issuing.acme(Acme.DEFAULT_DIRECTORY, null);

  @TempDir private Path directory;
  private Issuing issuing;
  private final RecordedState state = new RecordedState();
  private Quota quota;
  private Execution execution;
  private StoreWatch storeWatch;

  @BeforeEach
  void open() {
    issuing = new Issuing(directory.resolve("data"), LETS_ENCRYPT, FreePorts.next());
    IssuanceReports reports = new IssuanceReports(state);
    InstantSource clock = InstantSource.system();
    quota = new Quota(issuing.store, LETS_ENCRYPT);
    storeWatch = new StoreWatch(reports);
    execution =
        new Execution(
            issuing.store,
            quota,
            new Reachability<>(LETS_ENCRYPT.directories()),
            new Settlement(issuing.store, issuing.house.feed, each -> true, reports, clock),
            storeWatch,
            clock);
  }

  @AfterEach
  void close() {
    issuing.close();
  }

  @Test
  void aStoreThatTakesNoWritesIsToldAndCostsNothingOfTheLimits() {
    issuing.add("a.test");
    Domain domain = issuing.house.domain("a.test");
    Wanted wanted = issuing.wanted("a.test").it();
    // Five certificates for the same names are allowed in a week.
    for (int attempt = 0; attempt < 20; attempt++) {
      Candidate candidate =
          new Candidate(
              domain.id(),
              domain.id(),
              Acme.DEFAULT_DIRECTORY,
              "email:ops@example.com",
              List.of("a.test"),
              1,
              Instant.now(),
              null);
      List<Admitted> admitted = quota.admit(List.of(candidate), Instant.now(), 1).admitted();
      assertThat(admitted).as("attempt %d", attempt).hasSize(1);
      DueDomain due =
          new DueDomain(
              domain, AcmeDomainRow.of(domain.id(), "due", null), null, wanted, candidate);
      issuing.store.failAt(1, FaultyStore.Fault.REFUSED);
      boolean carriedOut =
          execution.carriedOut(
              issuing.orders(), new Attempt(due, admitted.getFirst(), false, false));
      assertThat(carriedOut).isFalse();
      issuing.store.heal();
    }
    assertThat(state.only("acme-store").reason()).contains("is full");
    assertThat(state.only("acme-store").action()).contains("Make room there");
    storeWatch.isFine();
    assertThat(state.found()).isEmpty();
  }

  @Test
  void namesThatFailedWhileNobodyWasHereAreCounted() {
    Candidate candidate =
        new Candidate(
            1,
            1,
            Acme.DEFAULT_DIRECTORY,
            "email:ops@example.com",
            List.of("a.test"),
            1,
            Instant.now(),
            null);
    Instant now = Instant.now();
    // Five failed validations of a name are allowed in an hour.
    for (int time = 0; time < 5; time++) {
      Admitted resumed = quota.resume(List.of(candidate), now).admitted().getFirst();
      Outcome ended =
          new Outcome.Ended(new Trouble("challenge", "It failed.", "", null), List.of("a.test"));
      issuing.store.change(write -> quota.settle(write, resumed, ended, true, now));
    }
    assertThat(quota.admit(List.of(candidate), now, 1).admitted()).isEmpty();
    assertThat(new Quota(issuing.store, LETS_ENCRYPT).admit(List.of(candidate), now, 1).admitted())
        .as("after a restart")
        .isEmpty();
  }
}
