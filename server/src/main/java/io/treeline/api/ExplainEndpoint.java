package io.treeline.api;

import io.treeline.core.name.Sni;
import io.treeline.registry.Registry;

/** Which certificate a handshake gets, and why. */
final class ExplainEndpoint implements Endpoint {

  private final Registry registry;

  ExplainEndpoint(Registry registry) {
    this.registry = registry;
  }

  /** {@code GET /v1/explain}; without {@code sni}, for a client that sends none. */
  @Override
  public Answer answer(Call call) {
    String sni = call.parameter("sni");
    return Answer.json(
        ExplainJson.of(
            registry.explain(
                call.who(),
                sni == null ? Sni.ABSENT : Sni.ofTyped(sni),
                call.parameter("role"),
                call.parameter("client"))));
  }
}
