package io.treeline.acme;

import io.treeline.access.Principal;
import io.treeline.access.Rights;
import io.treeline.acme.plan.Forecast;
import io.treeline.acme.plan.RateBudget;
import io.treeline.config.Acme;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.CatchUp;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.ExpiryRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Foretells what will be ordered when, of the domains that a principal sees. */
final class PlanQuery {

  /** How many orders are listed one by one. */
  private static final int LISTED = 100;

  private static final Duration FAR = Duration.ofDays(1_000);

  private final Store store;
  private final ChangeFeed feed;
  private final Acme acme;
  private final InstantSource clock;

  PlanQuery(Store store, ChangeFeed feed, Acme acme, InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.acme = acme;
    this.clock = clock;
  }

  IssuancePlan run(Principal who, Duration horizon) {
    Instant from = clock.instant();
    Instant to = from.plus(horizon);
    RateBudget budget = Quota.budgetOf(acme, store.read(StoreRead::spent));
    Forecast forecast = new Forecast(budget, from, to, LISTED);
    store.<Boolean>read(read -> {
      fill(forecast, read, who, from);
      return true;
    });
    Forecast.Result result = forecast.result();
    return new IssuancePlan(
        from,
        to,
        result.orders(),
        result.perDay(),
        result.next().stream()
            .map(each -> new IssuancePlan.Planned(each.name(), each.at(), each.why()))
            .toList(),
        result.held().stream()
            .map(each -> new IssuancePlan.Deferred(each.name(), each.until(), each.limit()))
            .toList(),
        result.wildcards().stream()
            .map(each -> new IssuancePlan.Wildcard(each.name(), each.covers()))
            .toList());
  }

  private void fill(Forecast forecast, StoreRead read, Principal who, Instant now) {
    DomainTree tree = CatchUp.tree(feed.live().tree(), read);
    Map<Long, ExpiryRow> certificates = new HashMap<>();
    read.expiringBefore(now.plus(FAR), row -> certificates.put(row.domainId(), row));
    read.acmeDomains(row -> {
      Domain domain = tree.domain(row.domainId());
      Wish wish = domain == null ? null : Wish.of(tree, domain);
      Instant next = row.nextAt();
      if (domain != null
          && wish != null
          && next != null
          && Standing.of(row.status()).isPlanned()
          && Rights.reaches(who, tree, domain)) {
        forecast.add(domain(tree, domain, wish, row, next, certificates.get(row.domainId())));
      }
    });
  }

  private Forecast.Domain domain(
      DomainTree tree,
      Domain domain,
      Wish wish,
      AcmeDomainRow row,
      Instant next,
      @Nullable ExpiryRow certificate) {
    Domain tenant = Objects.requireNonNullElse(tree.tenant(domain), domain);
    URI directory = acme.directories().get(row.failures() % acme.directories().size());
    boolean isSame = Standing.of(row.status()) == Standing.VALID;
    return new Forecast.Domain(
        domain.id(),
        domain.name(),
        tenant.id(),
        directory,
        AccountHolder.of(tree, domain, acme, String.valueOf(wish.email())).key(),
        wish.names(),
        wish.keyTypes().size(),
        next,
        why(row, certificate),
        certificate == null
            ? null
            : new Forecast.Certificate(certificate.notBefore(), certificate.notAfter(), isSame));
  }

  private static String why(AcmeDomainRow row, @Nullable ExpiryRow certificate) {
    if (row.failures() > 0) {
      return "retry";
    }
    if (certificate == null) {
      return "first";
    }
    return row.window() == null ? "renewal" : "renewal-info";
  }
}
