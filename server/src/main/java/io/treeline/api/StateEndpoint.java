package io.treeline.api;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.core.name.DomainName;
import io.treeline.core.state.StateEntry;
import io.treeline.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The list of what now needs a person. */
final class StateEndpoint implements Endpoint {

  private static final Principal ANYBODY = new Principal.Room("api");

  private final Registry registry;
  private final Supplier<List<StateEntry>> entries;

  StateEndpoint(Registry registry, Supplier<List<StateEntry>> entries) {
    this.registry = registry;
    this.entries = entries;
  }

  /** {@code GET /v1/system-state}: what is about the caller's domains; all for the master's. */
  @Override
  public Answer answer(Call call) {
    boolean all = seesAll(call.who());
    List<StateEntryJson> shown =
        entries.get().stream()
            .filter(entry -> all || sees(call.who(), entry.where().domain()))
            .map(StateEntryJson::of)
            .toList();
    return Answer.json(Map.of("entries", shown));
  }

  private boolean seesAll(Principal who) {
    return !(who instanceof Principal.TokenHolder)
        || registry.top(who).name().equals(registry.top(ANYBODY).name());
  }

  private boolean sees(Principal who, @Nullable DomainName domain) {
    if (domain == null) {
      return false;
    }
    try {
      return registry.show(who, domain).name().equals(domain);
    } catch (Refusal.NotFound e) {
      return false;
    }
  }
}
