package io.treeline.acme;

import io.treeline.access.Principal;
import io.treeline.core.name.DomainName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask and order of automatic issuance, each as a {@link Principal}. What can't be
 * done is told by a {@link io.treeline.access.Refusal}. Safe for use by several threads; may block.
 */
public interface Issuance {

  /** Where one domain stands. */
  IssuanceStatus status(Principal who, DomainName name);

  /** Where the domains stand that are or were under automation, by name. */
  List<IssuanceStatus> statuses(Principal who, @Nullable DomainName after, int limit);

  /** Has a domain's certificate ordered now, whatever its turn; limits hold. */
  IssuanceStatus issueNow(Principal who, DomainName name);

  /**
   * What happened, newest first.
   *
   * @param name null for everything that the principal sees
   * @param before only lines with a smaller number
   */
  List<IssuanceEvent> log(
      Principal who, @Nullable DomainName name, @Nullable Long before, int limit);

  /** What will be ordered when. */
  IssuancePlan plan(Principal who, Duration horizon);

  /** The record that authorises a name, looked for read-only. */
  Authorization authorization(Principal who, DomainName name);

  /** Revokes the certificate in force and, where automation is on, orders another at once. */
  IssuanceStatus revoke(Principal who, DomainName name, RevocationReason reason);
}
