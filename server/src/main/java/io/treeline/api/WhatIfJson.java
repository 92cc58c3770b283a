package io.treeline.api;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.WhatIf;
import java.util.List;

/**
 * Which names of the tree would get another certificate, in JSON.
 *
 * @param changed how many
 * @param uncovered how many of them it doesn't cover
 * @param firstUncovered the first of these
 */
record WhatIfJson(long changed, long uncovered, List<String> firstUncovered) {

  static WhatIfJson of(WhatIf whatIf) {
    return new WhatIfJson(
        whatIf.changed(),
        whatIf.uncovered(),
        whatIf.firstUncovered().stream().map(DomainName::text).toList());
  }
}
