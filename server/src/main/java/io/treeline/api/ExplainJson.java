package io.treeline.api;

import io.treeline.core.tree.Step;
import io.treeline.registry.Explained;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation in JSON, member by member as the command line's contract has it. */
record ExplainJson(
    String sni,
    String role,
    String source,
    @Nullable String domain,
    @Nullable String sha256,
    @Nullable String notAfter,
    boolean covers,
    List<StepJson> steps,
    List<String> warnings) {

  static ExplainJson of(Explained explained) {
    return new ExplainJson(
        explained.explanation().sni().toString(),
        explained.role(),
        explained.source(),
        explained.domain(),
        explained.sha256(),
        explained.notAfter(),
        explained.covers(),
        explained.explanation().steps().stream().map(StepJson::of).toList(),
        explained.warnings());
  }

  /** Who was asked, and what came of it. */
  record StepJson(String step, @Nullable String name, String outcome, @Nullable String detail) {

    static StepJson of(Step step) {
      return new StepJson(step.kind().word(), step.name(), step.outcome().word(), step.detail());
    }
  }
}
