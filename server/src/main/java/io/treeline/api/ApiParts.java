package io.treeline.api;

import io.treeline.access.Tokens;
import io.treeline.acme.Issuance;
import io.treeline.core.state.StateEntry;
import io.treeline.registry.Registry;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API stands on.
 *
 * @param state what now needs a person
 * @param missing what this server still waits for, a sentence each; empty once it is ready
 */
public record ApiParts(
    Registry registry,
    Tokens tokens,
    Issuance issuance,
    Supplier<List<StateEntry>> state,
    Supplier<List<String>> missing) {}
