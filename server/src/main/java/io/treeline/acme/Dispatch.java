package io.treeline.acme;

import io.treeline.acme.plan.Admission;
import io.treeline.acme.plan.Admission.Admitted;
import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.Reachability;
import io.treeline.config.Acme;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.CertificateRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends due domains to their orders, in fair turns: what was begun before goes on first, then goes
 * whoever the {@link Quota} admits, as many as there is room for. For one thread; blocks on the
 * store, not on orders.
 */
final class Dispatch {

  /** How many due domains are weighed at a time; the rest has its turn once these have theirs. */
  private static final int WEIGHED = 2_000;

  /** Further than any renewal is planned. */
  private static final Duration FAR = Duration.ofDays(400);

  private final Store store;
  private final ChangeFeed feed;
  private final Acme acme;
  private final LateOrders orders;
  private final IssuanceReports reports;
  private final Reachability<Trouble> reachability;
  private final Quota quota;
  private final Attempts attempts;
  private final StoreWatch storeWatch;
  private final Deferral deferral;
  private final Runnable again;

  /**
   * A dispatch that has sent nobody yet.
   *
   * @param again called where more are due than were weighed, and have their turn now
   */
  Dispatch(
      Store store,
      ChangeFeed feed,
      Acme acme,
      LateOrders orders,
      IssuanceReports reports,
      Reachability<Trouble> reachability,
      Quota quota,
      Attempts attempts,
      StoreWatch storeWatch,
      Runnable again) {
    this.store = store;
    this.feed = feed;
    this.acme = acme;
    this.orders = orders;
    this.reports = reports;
    this.reachability = reachability;
    this.quota = quota;
    this.attempts = attempts;
    this.storeWatch = storeWatch;
    this.deferral = new Deferral(store);
    this.again = again;
  }

  /** Sends those whose turn it is. */
  void run(Instant now) {
    if (attempts.room() == 0) {
      return;
    }
    List<AcmeDomainRow> due = atRest(now, WEIGHED);
    if (due.isEmpty() && attempts.running().isEmpty()) {
      storeWatch.isFine();
    }
    if (due.isEmpty() && !orders.isThere()) {
      return;
    }
    Orders ready = orders.get();
    reports.unusable(orders.trouble());
    boolean isFirstAway = reachability.why(acme.directories().getFirst()) != null;
    int ahead = ready == null || isFirstAway ? 0 : quota.ahead(now);
    if (ready == null || (due.isEmpty() && ahead == 0)) {
      return;
    }
    leaveAlone(now);
    List<AcmeDomainRow> all = ahead == 0 ? due : atRest(now.plus(FAR), due.size() + ahead);
    int deferred = send(ready, weigh(all, now), now);
    if (deferred > 0 && due.size() >= WEIGHED) {
      again.run();
    }
  }

  /** What an authority asked for holds on, over a restart and whatever it answers to others. */
  private void leaveAlone(Instant now) {
    for (URI directory : acme.directories()) {
      Instant until = quota.leftAloneUntil(directory, now);
      if (until != null && reachability.why(directory) == null) {
        boolean unused =
            reachability.isAway(directory, ProblemWords.leftAlone(directory, until), until, now);
      }
    }
  }

  /**
   * Those that are due by then and don't run. Which ones run is asked first: one that ends
   * meanwhile would still be due by its row.
   */
  private List<AcmeDomainRow> atRest(Instant until, int most) {
    Set<Long> running = attempts.running();
    return store
        .<List<AcmeDomainRow>>read(read -> read.acmeDomainsDue(until, most + running.size()))
        .stream()
        .filter(row -> !running.contains(row.domainId()))
        .toList();
  }

  /**
   * Domains with all that an order for each needs.
   *
   * @param begun those with an order in the store
   */
  private record Weighed(List<DueDomain> begun, List<DueDomain> others) {}

  private Weighed weigh(List<AcmeDomainRow> rows, Instant now) {
    Weighed weighed = new Weighed(new ArrayList<>(), new ArrayList<>());
    Reachability<Trouble>.Look look = reachability.look(now);
    store.<Boolean>read(read -> {
      DomainTree tree = feed.live().tree();
      Set<Long> ordered = new HashSet<>();
      read.acmeOrderedDomains(ordered::add);
      for (AcmeDomainRow row : rows) {
        URI directory = look.next(row.failures());
        DueDomain due = directory == null ? null : due(read, tree, row, directory);
        if (due != null) {
          (ordered.contains(row.domainId()) ? weighed.begun() : weighed.others()).add(due);
        }
      }
      return true;
    });
    return weighed;
  }

  private @Nullable DueDomain due(
      StoreRead read, DomainTree tree, AcmeDomainRow row, URI directory) {
    Domain domain = tree.domain(row.domainId());
    CertificateRow inForce = domain == null ? null : Assessment.inForce(read, domain);
    return DueDomain.of(tree, row, inForce, acme, directory);
  }

  /** Begins attempts, and gives the number of those that have to wait. */
  private int send(Orders ready, Weighed weighed, Instant now) {
    Admission resumed = quota.resume(candidates(weighed.begun()), now);
    int begun = begin(ready, resumed, weighed.begun(), true, now);
    Admission anew =
        attempts.room() == 0 || weighed.others().isEmpty()
            ? new Admission(List.of(), List.of())
            : quota.admit(candidates(weighed.others()), now, attempts.room());
    return begun + begin(ready, anew, weighed.others(), false, now);
  }

  private static List<Candidate> candidates(List<DueDomain> due) {
    return due.stream().map(DueDomain::candidate).toList();
  }

  private int begin(
      Orders ready, Admission admission, List<DueDomain> due, boolean isResumed, Instant now) {
    Map<Long, DueDomain> byId = new HashMap<>();
    due.forEach(each -> byId.put(each.domain().id(), each));
    for (Admitted admitted : admission.admitted()) {
      DueDomain each = byId.get(admitted.candidate().domainId());
      if (each != null && attempts.room() > 0) {
        boolean isProbe = reachability.why(each.directory()) != null;
        attempts.begin(ready, new Attempt(each, admitted, isResumed, isProbe));
      }
    }
    deferral.write(admission.deferred(), byId, now);
    return admission.deferred().size();
  }
}
