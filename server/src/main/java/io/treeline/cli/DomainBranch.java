package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.util.List;

/**
 * A domain with what is drawn below it. Immutable.
 *
 * @param leftOut how many of its children are not among {@code below}
 */
record DomainBranch(JsonObject domain, List<DomainBranch> below, long leftOut) {}
