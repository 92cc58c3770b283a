package io.treeline.api;

import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Step;
import io.treeline.registry.Explained;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An explanation in JSON, member by member as the command line's contract has it, then what belongs
 * to dual certificates.
 */
record ExplainJson(
    String sni,
    String role,
    String source,
    @Nullable String domain,
    @Nullable String sha256,
    @Nullable String notAfter,
    boolean covers,
    List<StepJson> steps,
    List<String> warnings,
    String client,
    List<PairJson> pairs) {

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
        explained.warnings(),
        explained.client(),
        PairJson.all(explained));
  }

  /** One of the pairs that are served: a client gets the first that it can verify. */
  record PairJson(String key, String sha256, Instant notAfter, boolean covers) {

    private static List<PairJson> all(Explained explained) {
      PublicBundle bundle = explained.bundle();
      Sni sni = explained.explanation().sni();
      return bundle == null
          ? List.of()
          : bundle.pairs().stream()
              .map(pair ->
                  new PairJson(
                      KeyJson.of(pair).type(),
                      pair.leafSha256().hex(),
                      pair.leaf().getNotAfter().toInstant(),
                      sni instanceof Sni.Name(DomainName name) && pair.names().covers(name)))
              .toList();
    }
  }

  /** Who was asked, and what came of it. */
  record StepJson(String step, @Nullable String name, String outcome, @Nullable String detail) {

    static StepJson of(Step step) {
      return new StepJson(step.kind().word(), step.name(), step.outcome().word(), step.detail());
    }
  }
}
