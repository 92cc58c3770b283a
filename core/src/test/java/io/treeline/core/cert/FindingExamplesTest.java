package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.FindingExamples.Example;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code of the catalogue appears for what it is for, and not for what is close to it. */
class FindingExamplesTest {

  private static final Map<FindingCode, Example> EXAMPLES = new FindingExamples().all();

  @Test
  void noCodeIsWithoutAnExample() {
    assertThat(EXAMPLES.keySet()).containsExactlyInAnyOrder(FindingCode.values());
  }

  static Stream<FindingCode> codes() {
    return Arrays.stream(FindingCode.values());
  }

  @ParameterizedTest
  @MethodSource("codes")
  void itAppearsWhereItShallAndOnlyThere(FindingCode code) {
    Example example = EXAMPLES.get(code);
    assertThat(found(example.with())).as("%s", example.with()).contains(code);
    assertThat(found(example.without())).as("%s", example.without()).doesNotContain(code);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void itsSentenceSaysWhatAndWhatToDo(FindingCode code) {
    Intake intake = EXAMPLES.get(code).with();
    assertThat(all(intake))
        .filteredOn(each -> each.code() == code)
        .allSatisfy(each -> {
          assertThat(each.what()).matches("[A-Z'].*[^.]");
          assertThat(each.todo()).matches("[a-z'].*[^.]");
        });
  }

  @ParameterizedTest
  @MethodSource("codes")
  void anErrorRefusesAndNothingElseDoes(FindingCode code) {
    assertThat(EXAMPLES.get(code).with())
        .isInstanceOf(
            code.severity() == Severity.ERROR ? Intake.Refused.class : Intake.Accepted.class);
  }

  private static Set<FindingCode> found(Intake intake) {
    Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    all(intake).forEach(each -> codes.add(each.code()));
    return codes;
  }

  private static Stream<Finding> streamOfFitness(Intake intake) {
    return intake instanceof Intake.Accepted accepted
        ? accepted.fitness().stream().flatMap(each -> each.because().stream())
        : Stream.empty();
  }

  private static java.util.List<Finding> all(Intake intake) {
    return Stream.concat(intake.findings().stream(), streamOfFitness(intake)).distinct().toList();
  }
}
