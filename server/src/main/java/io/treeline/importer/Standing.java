package io.treeline.importer;

import io.treeline.core.name.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * A domain as it stands in the tree. Immutable.
 *
 * @param parent null for the master, or where it isn't seen
 * @param certificate null where it has none of its own
 */
public record Standing(@Nullable DomainName parent, @Nullable InForce certificate) {}
