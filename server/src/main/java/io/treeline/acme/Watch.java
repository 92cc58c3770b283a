package io.treeline.acme;

import io.treeline.acme.Assessment.Cause;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.feed.CatchUp;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the tree: a domain that is enabled becomes due, one that is disabled, removed or given a
 * certificate by a person leaves the plan, and what is asked for otherwise is judged anew.
 *
 * <p>Only domains that changed are looked at, and those below a domain whose inherited settings of
 * automation did; the first look reads all that are enabled. For one thread; blocks.
 */
final class Watch {

  /** How many domains are written in one transaction: others want to write too. */
  private static final int BATCH = 500;

  /** How many such transactions one look makes: what is due waits for it. */
  private static final int BATCHES = 10;

  private static final List<Setting> OF_ISSUANCE =
      Stream.of(Setting.values()).filter(each -> each.key().startsWith("acme_")).toList();

  private final Store store;
  private final ChangeFeed feed;
  private final Predicate<String> configured;
  private final InstantSource clock;
  private final IssuanceReports reports;

  /** What is still to be judged, in the order in which it was found. */
  private final Map<Long, Cause> pending = new LinkedHashMap<>();

  private final Set<Long> dropped = new HashSet<>();

  private @Nullable DomainTree seen;

  /**
   * @param configured whether a directory is one that this installation orders from
   */
  Watch(
      Store store,
      ChangeFeed feed,
      Predicate<String> configured,
      IssuanceReports reports,
      InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.configured = configured;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Looks at what changed since the last look, and judges some thousand domains at most.
   *
   * @return the domains whose orders under way are for nothing now
   */
  Set<Long> look() {
    DomainTree before = seen;
    DomainTree now = feed.live().tree();
    if (before == null) {
      pending.putAll(all(now));
      reportAll(now);
    } else if (before.change() != now.change()) {
      changed(before, now).forEach((id, cause) -> pending.merge(id, cause, Cause::or));
    }
    seen = now;
    judgeSome();
    Set<Long> ended = Set.copyOf(dropped);
    dropped.clear();
    return ended;
  }

  /** Whether there are domains left that the last look didn't come to. */
  boolean hasMore() {
    return !pending.isEmpty();
  }

  /** Those that the rows don't stand for as the tree has them. */
  private Map<Long, Cause> all(DomainTree now) {
    Map<Long, Cause> changed = new LinkedHashMap<>();
    BitSet known = new BitSet();
    store.<Boolean>read(read -> {
      read.acmeDomains(row -> {
        known.set(Math.toIntExact(row.domainId()));
        Domain domain = now.domain(row.domainId());
        if (domain != null && !stands(now, domain, row)) {
          changed.put(row.domainId(), Cause.LOOK);
        }
      });
      return true;
    });
    now.forEach(domain -> {
      if (Wish.isEnabled(domain) && !known.get(Math.toIntExact(domain.id()))) {
        changed.put(domain.id(), Cause.LOOK);
      }
    });
    return changed;
  }

  /** Whether nothing can have changed, told without reading the certificate. */
  private static boolean stands(DomainTree tree, Domain domain, AcmeDomainRow row) {
    Wish wish = Wish.of(tree, domain);
    Standing status = Standing.of(row.status());
    return wish == null
        ? status == Standing.OFF
        : status.isPlanned()
            && wish.email() != null
            && wish.asked().equals(row.asked())
            && Objects.equals(row.certificate(), domain.certificate());
  }

  private Map<Long, Cause> changed(DomainTree before, DomainTree now) {
    Map<Long, Cause> changed = new LinkedHashMap<>();
    Set<Long> above = new HashSet<>();
    List<Domain> gone = new ArrayList<>();
    store.<Boolean>read(read -> {
      read.removedSince(
          before.change(),
          id -> {
            Domain domain = before.domain(id);
            if (domain != null && now.domain(id) == null) {
              gone.add(domain);
            }
          });
      read.changedSince(
          before.change(),
          (id, name, parentId, certificateId, version, settings) -> {
            Domain after = now.domain(id);
            if (after != null) {
              compare(before.domain(id), after, changed, above);
            }
          });
      return true;
    });
    for (Domain domain : gone) {
      dropped.add(domain.id());
      reports.forget(domain.name());
    }
    if (!above.isEmpty()) {
      below(now, above, changed);
    }
    return changed;
  }

  private void compare(
      @Nullable Domain before, Domain after, Map<Long, Cause> changed, Set<Long> above) {
    if (before != null && !before.name().equals(after.name())) {
      reports.forget(before.name());
    }
    if (Wish.isEnabled(after) || (before != null && Wish.isEnabled(before))) {
      changed.put(after.id(), before == null ? Cause.LOOK : cause(before, after));
    }
    if (before != null && handsDownOtherwise(before, after)) {
      above.add(after.id());
    }
  }

  private static Cause cause(Domain before, Domain after) {
    Cause cause = Cause.LOOK;
    for (Setting setting : OF_ISSUANCE) {
      if (!sameOwn(before, after, setting)) {
        boolean otherwise =
            setting == Setting.ACME_PROFILE || setting == Setting.ACME_PREFERRED_CHAIN;
        cause = cause.or(otherwise ? Cause.ISSUED_OTHERWISE : Cause.OWN);
      }
    }
    return cause;
  }

  private static boolean handsDownOtherwise(Domain before, Domain after) {
    return before.parentId() != after.parentId()
        || OF_ISSUANCE.stream()
            .anyMatch(setting -> setting.inherited() && !sameOwn(before, after, setting));
  }

  private static boolean sameOwn(Domain before, Domain after, Setting setting) {
    return Objects.equals(before.settings().get(setting), after.settings().get(setting));
  }

  /** Adds the domains below those for which that may mean something. */
  private void below(DomainTree now, Set<Long> above, Map<Long, Cause> changed) {
    BitSet settled = new BitSet();
    store.<Boolean>read(read -> {
      read.acmeDomains(row -> {
        Domain domain = now.domain(row.domainId());
        if (domain != null && row.failures() == 0 && stands(now, domain, row)) {
          settled.set(Math.toIntExact(row.domainId()));
        }
      });
      return true;
    });
    now.forEach(domain -> {
      if (Wish.isEnabled(domain)
          && !settled.get(Math.toIntExact(domain.id()))
          && isBelow(now, domain, above)) {
        changed.merge(domain.id(), Cause.ABOVE, Cause::or);
      }
    });
  }

  private static boolean isBelow(DomainTree now, Domain domain, Set<Long> above) {
    Domain at = domain;
    while (at != null && !above.contains(at.id())) {
      at = now.parent(at);
    }
    return at != null;
  }

  private void judgeSome() {
    for (int batches = 0; batches < BATCHES && !pending.isEmpty(); batches++) {
      List<Map.Entry<Long, Cause>> batch =
          pending.entrySet().stream().limit(BATCH).map(Map.Entry::copyOf).toList();
      for (Turn turn : judge(batch)) {
        reports.report(turn.domain(), turn.after());
        if (turn.endsOrders()) {
          dropped.add(turn.domain().id());
        }
      }
      batch.forEach(each -> pending.remove(each.getKey()));
    }
  }

  private List<Turn> judge(List<Map.Entry<Long, Cause>> batch) {
    return store.write(write -> {
      DomainTree tree = CatchUp.tree(feed.live().tree(), write);
      List<Turn> made = new ArrayList<>();
      for (Map.Entry<Long, Cause> each : batch) {
        Turn turn = turn(write, tree, each.getKey(), each.getValue());
        if (turn != null) {
          made.add(turn);
        }
      }
      return made;
    });
  }

  /** A domain whose automation stands otherwise than before. */
  private record Turn(Domain domain, @Nullable AcmeDomainRow before, AcmeDomainRow after) {

    /** Whether an order that was begun before is for nothing now. */
    boolean endsOrders() {
      return before != null
          && Standing.of(before.status()).isPlanned()
          && (!Standing.of(after.status()).isPlanned()
              || !Objects.equals(before.asked(), after.asked()));
    }
  }

  private @Nullable Turn turn(StoreWrite write, DomainTree tree, long id, Cause cause) {
    Domain domain = tree.domain(id);
    AcmeDomainRow before = domain == null ? null : write.acmeDomain(id);
    if (domain == null || (before == null && !Wish.isEnabled(domain))) {
      return null;
    }
    AcmeDomainRow after = judge(write, tree, domain, before, cause);
    if (after.equals(before)) {
      return null;
    }
    write.putAcmeDomain(after);
    IssuanceLog.turned(write, domain, before, after);
    return new Turn(domain, before, after);
  }

  private AcmeDomainRow judge(
      StoreRead read, DomainTree tree, Domain domain, @Nullable AcmeDomainRow row, Cause cause) {
    CertificateId certificate = domain.certificate();
    return new Assessment(configured, clock.instant())
        .judge(
            domain,
            Wish.of(tree, domain),
            certificate == null ? null : read.certificate(certificate),
            row,
            cause);
  }

  /** What was found before the start is found again. */
  private void reportAll(DomainTree tree) {
    store.<Boolean>read(read -> {
      read.acmeDomains(row -> {
        Domain domain = tree.domain(row.domainId());
        if (domain != null) {
          reports.report(domain, row);
        }
      });
      return true;
    });
  }
}
