package io.treeline.api;

import io.treeline.core.name.DomainName;
import io.treeline.core.state.StateEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of system_state in JSON, member by member as the command line's contract has it. */
record StateEntryJson(
    String check,
    String status,
    String reason,
    String action,
    Instant since,
    @Nullable String site,
    @Nullable String server,
    @Nullable String role,
    @Nullable String domain) {

  static StateEntryJson of(StateEntry entry) {
    DomainName domain = entry.where().domain();
    return new StateEntryJson(
        entry.check(),
        entry.status().word(),
        entry.reason(),
        entry.action(),
        entry.since(),
        null,
        entry.where().server(),
        entry.where().role(),
        domain == null ? null : domain.text());
  }
}
