package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.core.cert.KeyFamily;
import io.treeline.core.cert.KeyType;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.registry.Ledger.View;
import io.treeline.store.CertificateRow;
import io.treeline.store.ExpiryRow;
import io.treeline.store.PairRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Renews certificates of the local authority a third before their end, with the same kind of key
 * for the same time.
 */
final class LocalRenewal {

  private static final Principal WHO = new Principal.Room("local-ca");

  /** A round is over soon, and the next comes in a minute. */
  private static final int AT_A_TIME = 100;

  private final Ledger ledger;
  private final LocalIssuance issuance;
  private final InstantSource clock;

  LocalRenewal(Ledger ledger, LocalIssuance issuance, InstantSource clock) {
    this.ledger = ledger;
    this.issuance = issuance;
    this.clock = clock;
  }

  private record Due(DomainName name, Duration lifetime, KeyType keyType) {}

  /**
   * Renews what is due and says how many.
   *
   * @throws Refusal if the authority can't issue
   */
  int run() {
    List<Due> due = ledger.read(WHO, this::due);
    for (Due each : due) {
      issuance.issue(WHO, each.name(), each.lifetime(), each.keyType());
    }
    return due.size();
  }

  private List<Due> due(View view) {
    Instant now = clock.instant();
    List<ExpiryRow> rows = new ArrayList<>();
    view.read.locallyIssuedDue(now, AT_A_TIME, rows::add);
    return rows.stream().map(row -> due(view, row)).filter(Objects::nonNull).toList();
  }

  private static @Nullable Due due(View view, ExpiryRow row) {
    Domain domain = view.tree.domain(row.domainId());
    CertificateRow certificate = view.read.certificate(row.certificate());
    if (domain == null || certificate == null) {
      return null;
    }
    PairRow pair = certificate.pairs().getFirst();
    boolean rsa = pair.family().equals(KeyFamily.RSA.toString());
    // Whole days: the hour before, in which it was valid already, isn't a part of what was asked.
    Duration lifetime =
        Duration.ofDays(Math.max(1, Duration.between(pair.notBefore(), pair.notAfter()).toDays()));
    return new Due(domain.name(), lifetime, rsa ? KeyType.RSA2048 : KeyType.EC256);
  }
}
