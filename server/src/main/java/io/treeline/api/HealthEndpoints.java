package io.treeline.api;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What load balancers and supervisors ask. */
final class HealthEndpoints {

  private final Supplier<List<String>> missing;

  HealthEndpoints(Supplier<List<String>> missing) {
    this.missing = missing;
  }

  /** {@code GET /healthz}: the process answers. */
  Answer alive(Call call) {
    return Answer.json(Map.of("status", "ok"));
  }

  /** {@code GET /readyz}: it serves. */
  Answer ready(Call call) {
    List<String> waitsFor = missing.get();
    if (!waitsFor.isEmpty()) {
      throw new ApiException(ProblemType.NOT_READY, String.join(" ", waitsFor));
    }
    return Answer.json(Map.of("status", "ready"));
  }
}
