package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.acme.FaultyStore.Death;
import io.treeline.acme.FaultyStore.Fault;
import io.treeline.acme.Gate.Verdict;
import io.treeline.acme.Pebble.Behaviour;
import io.treeline.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However far an issuance got, after a crash the certificate comes from the same order and the same
 * account. Each case has a domain and an account of its own, so that making the account is a part.
 */
class OrdersCrashTest {

  private static final int MORE_THAN_ALL = 40;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Fault.class)
  void anyWriteOfTheStoreMayBeTheLast(Fault fault) {
    try (Pebble pebble = Pebble.start(directory.resolve("pebble"), new Behaviour());
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      int writes = 0;
      for (int write = 1; write < MORE_THAN_ALL; write++) {
        String name = "w" + write + ".test";
        issuing.add(name);
        Issuing.WantedFor wanted = issuing.wanted(name).holder("w" + write + "@example.com");
        issuing.store.failAt(write, fault);
        boolean failed = interrupted(issuing, wanted, fault);
        issuing.restart();
        if (!failed) {
          break;
        }
        writes = write;
        boolean over = issuing.rows(name).isEmpty() && !issuing.certificates(name).isEmpty();
        if (!over) {
          assertThat(issuing.run(wanted)).as("write %d", write).isInstanceOf(Outcome.Issued.class);
        }
        assertThat(pebble.orders()).as("orders after write %d", write).isEqualTo(write);
        assertThat(issuing.certificates(name)).as("write %d", write).hasSize(1);
        assertThat(issuing.accounts()).hasSize(write);
        assertThat(issuing.rows(name)).isEmpty();
      }
      assertThat(writes).isBetween(10, MORE_THAN_ALL - 2);
    }
  }

  /** Whether the write came. */
  private static boolean interrupted(Issuing issuing, Issuing.WantedFor wanted, Fault fault) {
    if (fault == Fault.REFUSED) {
      try {
        Outcome unused = issuing.run(wanted);
      } catch (StoreException.Full e) {
        assertThat(issuing.store.failed()).isTrue();
      }
    } else {
      try {
        Outcome unused = issuing.run(wanted);
      } catch (Death e) {
        return true;
      }
    }
    return issuing.store.failed();
  }

  /** From that request on nothing comes through, until the server is started again. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void anyRequestMayBeTheLast(Loss loss) {
    try (Pebble pebble = Pebble.start(directory.resolve("pebble"), new Behaviour());
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("first.test");
      assertThat(issuing.run("first.test")).isInstanceOf(Outcome.Issued.class);
      List<String> cut = new ArrayList<>();
      for (int request = 1; request < MORE_THAN_ALL; request++) {
        String name = "r" + request + ".test";
        issuing.add(name);
        Issuing.WantedFor wanted = issuing.wanted(name).holder("r" + request + "@example.com");
        AtomicInteger left = new AtomicInteger(request);
        gate.rule(path -> {
          int now = left.decrementAndGet();
          if (now == 0) {
            cut.add(path.replaceAll("[^/]*\\d[^/]*", "N"));
          }
          if (now > 0) {
            return Gate.PASS;
          }
          return now == 0 && loss == Loss.OF_ANSWER
              ? new Verdict.LoseAnswer()
              : new Verdict.LoseRequest();
        });
        Outcome outcome = issuing.run(wanted);
        gate.rule(path -> Gate.PASS);
        if (left.get() > 0) {
          break;
        }
        assertThat(outcome).as("request %d, %s", request, cut).isInstanceOf(Outcome.Later.class);
        assertThat(((Outcome.Later) outcome).wholeAuthority()).isTrue();
        issuing.restart();
        assertThat(issuing.run(wanted)).as("after %s", cut).isInstanceOf(Outcome.Issued.class);
        assertThat(pebble.orders()).as("orders after %s", cut).isEqualTo(request + 1);
        assertThat(issuing.certificates(name)).hasSize(1);
      }
      assertThat(cut).hasSizeBetween(8, MORE_THAN_ALL - 2);
    }
  }

  enum Loss {
    OF_REQUEST,
    OF_ANSWER
  }

  @Test
  void anAuthorityThatForgotEverythingIsOrderedFromAnew() throws Exception {
    try (Pebble pebble = Pebble.start(directory.resolve("pebble"), new Behaviour());
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("example.com");
      gate.rule(path -> path.contains("finalize") ? new Verdict.LoseRequest() : Gate.PASS);
      Outcome.Later later = issuing.later(issuing.wanted("example.com"));
      assertThat(later.wholeAuthority()).isTrue();
      assertThat(issuing.rows("example.com")).hasSize(1);
      pebble.stop();
      pebble.run();
      gate.rule(path -> Gate.PASS);
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.accounts()).hasSize(2);
      assertThat(issuing.news).containsExactly("replaced email:ops@example.com");
    }
  }

  /** What the authority says of an order that it ended, or forgot, while nobody was here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "404 {\"type\":\"urn:ietf:params:acme:error:malformed\",\"status\":404}",
        "200 {\"status\":\"invalid\",\"authorizations\":[],"
            + "\"identifiers\":[{\"type\":\"dns\",\"value\":\"example.com\"}]}"
      })
  void anOrderThatTheAuthorityEndedMeanwhileIsOverAndTheNextAttemptOrdersAnew(String said) {
    try (Pebble pebble = Pebble.start(directory.resolve("pebble"), new Behaviour());
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("example.com");
      gate.rule(path -> path.startsWith("/chalZ") ? new Verdict.LoseRequest() : Gate.PASS);
      assertThat(issuing.later(issuing.wanted("example.com")).wholeAuthority()).isTrue();
      int status = Integer.parseInt(said.substring(0, 3));
      String type = status == 200 ? "application/json" : "application/problem+json";
      gate.rule(path ->
          path.startsWith("/my-order")
              ? new Verdict.Answer(status, Map.of("Content-Type", type), said.substring(4))
              : Gate.PASS);
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Ended.class);
      assertThat(issuing.rows("example.com")).isEmpty();
      assertThat(pebble.orders()).isEqualTo(1);
      gate.rule(path -> Gate.PASS);
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
    }
  }

  @Test
  void aRunThatDiesLeavesNoLockBehind() {
    try (Pebble pebble = Pebble.start(directory.resolve("pebble"), new Behaviour());
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      issuing.add("example.com");
      issuing.store.failAt(3, Fault.DEATH_BEFORE);
      assertThatThrownBy(() -> issuing.run("example.com")).isInstanceOf(Death.class);
      issuing.store.heal();
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
    }
  }
}
