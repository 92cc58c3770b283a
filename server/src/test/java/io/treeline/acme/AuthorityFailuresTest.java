package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.Gate.Verdict;
import io.treeline.acme.Pebble.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An authority that fails, is away or asks for patience is no failure of a domain. */
class AuthorityFailuresTest {

  private static final String PROBLEM = "application/problem+json";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dir",
        "/nonce-plz",
        "/sign-me-up",
        "/order-plz",
        "/authZ",
        "/chalZ",
        "/my-order",
        "/finalize-order",
        "/certZ"
      })
  void aFailureOfTheAuthorityAtAnyStepIsSatOut(String step) {
    try (Pebble pebble = pebble();
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("example.com");
      AtomicInteger left = new AtomicInteger(2);
      gate.rule(path ->
          path.startsWith(step) && left.getAndDecrement() > 0
              ? new Verdict.Answer(503, Map.of(), "busy")
              : Gate.PASS);
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
      assertThat(left.get()).isNotPositive();
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @Test
  void anAuthorityThatIsAwayIsAskedAgainSoonAndTheSameOrderGoesOn() throws Exception {
    try (Pebble pebble = pebble();
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      pebble.stop();
      issuing.add("example.com");
      Outcome.Later later = issuing.later(issuing.wanted("example.com"));
      assertThat(later.trouble().kind()).isEqualTo("unreachable");
      assertThat(later.trouble().sentence()).contains(pebble.directoryUrl().toString());
      assertThat(later.wholeAuthority()).isTrue();
      assertThat(Duration.between(Instant.now(), later.until())).isLessThan(Duration.ofMinutes(1));
      pebble.run();
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
    }
  }

  @Test
  void whatTheAuthoritySaysOfItsLimitsIsObeyed() {
    try (Pebble pebble = pebble();
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("example.com");
      gate.rule(path ->
          path.startsWith("/order-plz")
              ? new Verdict.Answer(
                  429,
                  Map.of("Content-Type", PROBLEM, "Retry-After", "7200"),
                  "{\"type\":\"urn:ietf:params:acme:error:rateLimited\",\"status\":429,\"detail\":"
                      + "\"too many certificates (5) already issued for this exact set\"}")
              : Gate.PASS);
      Outcome.Later later = issuing.later(issuing.wanted("example.com"));
      assertThat(later.trouble().kind()).isEqualTo("rate-limited");
      assertThat(later.trouble().problem()).contains("rateLimited");
      assertThat(later.wholeAuthority()).isFalse();
      assertThat(later.until())
          .isBetween(
              Instant.now().plus(Duration.ofMinutes(119)),
              Instant.now().plus(Duration.ofMinutes(121)));
      assertThat(gate.paths()).filteredOn(path -> path.startsWith("/order-plz")).hasSize(1);

      gate.rule(path ->
          path.startsWith("/my-order") || path.startsWith("/order-plz")
              ? new Verdict.Answer(
                  429,
                  Map.of("Content-Type", PROBLEM, "Retry-After", "60"),
                  "{\"type\":\"urn:ietf:params:acme:error:rateLimited\",\"status\":429,\"detail\":"
                      + "\"too many new orders (300) from this account in the last 3h0m0s\"}")
              : Gate.PASS);
      assertThat(issuing.later(issuing.wanted("example.com")).wholeAuthority())
          .as("an account's limit is no matter of other accounts")
          .isFalse();
      gate.rule(path -> Gate.PASS);
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "busy",
        "{\"type\":\"urn:ietf:params:acme:error:serverInternal\",\"detail\":\"in maintenance\"}"
      })
  void aRetryAfterOfAFailureIsAWishForPatienceOfTheWholeAuthority(String body) {
    try (Pebble pebble = pebble();
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("example.com");
      String type = body.startsWith("{") ? PROBLEM : "text/plain";
      gate.rule(path ->
          path.startsWith("/order-plz")
              ? new Verdict.Answer(503, Map.of("Content-Type", type, "Retry-After", "3600"), body)
              : Gate.PASS);
      Outcome.Later later = issuing.later(issuing.wanted("example.com"));
      assertThat(later.trouble().kind()).isEqualTo("rate-limited");
      assertThat(later.trouble().sentence()).contains("asks for patience");
      assertThat(later.wholeAuthority()).isTrue();
      assertThat(later.until())
          .isBetween(
              Instant.now().plus(Duration.ofMinutes(59)),
              Instant.now().plus(Duration.ofMinutes(61)));
      assertThat(gate.paths()).filteredOn(path -> path.startsWith("/order-plz")).hasSize(1);
    }
  }

  @Test
  void whatIsNoAcmeServerIsTold() {
    try (Pebble pebble = pebble();
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("example.com");
      gate.rule(path ->
          new Verdict.Answer(200, Map.of("Content-Type", "text/html"), "<html>Hello</html>"));
      Outcome.Later later = issuing.later(issuing.wanted("example.com"));
      assertThat(later.trouble().sentence()).contains("answers in a way that isn't ACME");
    }
  }

  @Test
  void anAuthorityThatNobodyTrustsIsToldWithWhatToDo() {
    try (Pebble pebble = pebble();
        Issuing issuing =
            new Issuing(
                directory.resolve("data"),
                new io.treeline.config.Acme(
                    java.util.List.of(pebble.directoryUrl()),
                    null,
                    false,
                    null,
                    null,
                    io.treeline.config.Acme.AccountPer.EMAIL,
                    null,
                    java.util.List.of(),
                    java.util.List.of()),
                pebble.httpPort())) {
      issuing.add("example.com");
      Outcome.Later later = issuing.later(issuing.wanted("example.com"));
      assertThat(later.trouble().sentence()).contains("TLS fails");
      assertThat(later.trouble().nextStep()).contains("ca_file");
    }
  }

  private Pebble pebble() {
    return Pebble.start(directory.resolve("pebble"), new Behaviour());
  }
}
