package io.treeline.acme.challenge;

import io.treeline.core.name.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be known before an order, and costs no quota at the authority. Blocks. */
public interface Preflight {

  /**
   * Why an order for that name would fail, in one sentence with the next step; null if nothing
   * speaks against it.
   *
   * @param name without the {@code *.} of a wildcard
   * @param challenge {@code http-01}, {@code tls-alpn-01}, {@code dns-01} or {@code dns-persist-01}
   * @param caaIdentities the authority's own names in CAA records, empty if it has none
   */
  @Nullable String objection(
      DomainName name, boolean wildcard, String challenge, List<String> caaIdentities);
}
