package io.treeline.api;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.WhatIf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which names of the tree would get another certificate, in JSON.
 *
 * @param changed how many
 * @param uncovered how many of them it doesn't cover
 * @param firstChanged the first that change
 * @param firstUncovered the first of these
 * @param servedThen the domain whose certificate they would get; null for the role's certdir or the
 *     default certificate
 */
record WhatIfJson(
    long changed,
    long uncovered,
    List<String> firstChanged,
    List<String> firstUncovered,
    @Nullable String servedThen) {

  static WhatIfJson of(WhatIf whatIf) {
    DomainName then = whatIf.servedThen();
    return new WhatIfJson(
        whatIf.changed(),
        whatIf.uncovered(),
        texts(whatIf.firstChanged()),
        texts(whatIf.firstUncovered()),
        then == null ? null : then.text());
  }

  private static List<String> texts(List<DomainName> names) {
    return names.stream().map(DomainName::text).toList();
  }
}
