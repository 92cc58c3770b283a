package io.treeline.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open entry of system_state.
 *
 * @param id what the entry is about, as a text that two servers make alike
 */
public record StateEntryRow(
    String id,
    String check,
    String status,
    String reason,
    String action,
    Instant since,
    @Nullable String site,
    @Nullable String server,
    @Nullable String role,
    @Nullable String domain) {}
