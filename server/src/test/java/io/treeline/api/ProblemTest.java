package io.treeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.store.StoreException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Refusal.NotFound.domain("a"), 404, "not-found"),
        Arguments.of(new Refusal.Forbidden(Right.ADMIN, "a"), 403, "forbidden"),
        Arguments.of(new Refusal.Conflict("c."), 409, "conflict"),
        Arguments.of(new Refusal.Stale("s."), 412, "stale"),
        Arguments.of(new Refusal.Invalid(List.of("a.", "b.")), 422, "invalid"),
        Arguments.of(new StoreException.Full("/d", null), 507, "store-full"),
        Arguments.of(new StoreException.Unavailable("u.", null), 503, "store-unavailable"),
        Arguments.of(new StoreException.Conflict("c.", null), 409, "conflict"),
        Arguments.of(new UnreadableJsonException("j."), 400, "bad-request"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyExpectedFailureHasItsStatusAndItsType(Exception failure, int status, String type) {
    Problem problem = Problem.of(failure);
    assertThat(problem.type().status()).isEqualTo(status);
    assertThat(problem.type().uri()).isEqualTo("urn:treeline:problem:" + type);
    assertThat(problem.detail()).isEqualTo(failure.getMessage());
    assertThat(problem.document().keySet()).startsWith("type", "title", "status", "detail");
  }

  @Test
  void whatNobodyExpectedShowsAnIdAndNothingElse() {
    Problem problem = Problem.of(new IllegalStateException("jdbc:secret at line 7"));
    assertThat(problem.type().status()).isEqualTo(500);
    assertThat(problem.incident()).matches("[0-9a-f]{12}");
    assertThat(Json.write(problem.document()))
        .contains(problem.incident())
        .doesNotContain("jdbc")
        .doesNotContain("IllegalState");
  }
}
