package io.treeline.app;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.feed.ChangeFeed;
import io.treeline.front.ws.HstsPolicy;

/** HSTS as the setting of the host's domain says; a host that is no domain has none. */
record HstsByDomain(ChangeFeed feed) implements HstsPolicy {

  @Override
  public int maxAgeFor(String host) {
    DomainTree tree = feed.live().tree();
    Domain domain = tree.domain(DomainName.ofStored(host));
    String seconds = domain == null ? null : tree.effective(domain, Setting.HSTS_MAX_AGE);
    return seconds == null ? 0 : Integer.parseInt(seconds);
  }
}
