package io.treeline.acme;

import io.treeline.access.Principal;
import io.treeline.access.Rights;
import io.treeline.acme.plan.Balance;
import io.treeline.config.Acme;
import io.treeline.core.cert.Automation;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.CatchUp;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AcmeOrderRow;
import io.treeline.store.CertificateRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where domains stand: what the tree wants of each, what the store remembers, what runs here. */
final class StatusQuery {

  private final Store store;
  private final ChangeFeed feed;
  private final Acme acme;
  private final @Nullable Issuer issuer;
  private final InstantSource clock;

  /**
   * A query of the store.
   *
   * @param issuer what runs here; null on a server without the role
   */
  StatusQuery(
      Store store, ChangeFeed feed, Acme acme, @Nullable Issuer issuer, InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.acme = acme;
    this.issuer = issuer;
    this.clock = clock;
  }

  IssuanceStatus one(Principal who, DomainName name) {
    return store.read(read -> {
      DomainTree tree = tree(read);
      Domain domain = Rights.seen(who, tree, tree.domain(name), name);
      return status(read, tree, domain, budget(read, tree, domain));
    });
  }

  List<IssuanceStatus> page(Principal who, @Nullable DomainName after, int limit) {
    return store.read(read -> {
      DomainTree tree = tree(read);
      List<IssuanceStatus> found = new ArrayList<>();
      for (AcmeDomainRow row : rows(read, who, tree, after, limit)) {
        Domain domain = tree.domain(row.domainId());
        if (domain != null) {
          found.add(status(read, tree, domain, List.of()));
        }
      }
      return found;
    });
  }

  private static List<AcmeDomainRow> rows(
      StoreRead read, Principal who, DomainTree tree, @Nullable DomainName after, int limit) {
    Domain top = Rights.top(who, tree);
    if (top == null) {
      return List.of();
    }
    if (top.isMaster()) {
      return read.acmeDomainsByName(after, limit);
    }
    List<Domain> below = new ArrayList<>();
    read.subtree(
        top.id(),
        (id, name) -> {
          Domain domain = tree.domain(id);
          if (domain != null && (after == null || name.text().compareTo(after.text()) > 0)) {
            below.add(domain);
          }
        });
    below.sort((one, other) -> one.name().text().compareTo(other.name().text()));
    List<AcmeDomainRow> rows = new ArrayList<>();
    for (Domain domain : below) {
      AcmeDomainRow row = rows.size() < limit ? read.acmeDomain(domain.id()) : null;
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** What is left for its next order, at the authority that is asked then. */
  private List<IssuanceStatus.Budget> budget(StoreRead read, DomainTree tree, Domain domain) {
    AcmeDomainRow row = read.acmeDomain(domain.id());
    if (row == null || !Standing.of(row.status()).isPlanned()) {
      return List.of();
    }
    URI directory = acme.directories().get(row.failures() % acme.directories().size());
    DueDomain due = DueDomain.of(tree, row, Assessment.inForce(read, domain), acme, directory);
    if (due == null) {
      return List.of();
    }
    List<Balance> balances =
        Quota.budgetOf(acme, read.spent()).balances(due.candidate(), clock.instant());
    return balances.stream()
        .map(each -> new IssuanceStatus.Budget(each.limit(), each.left(), each.until()))
        .toList();
  }

  private IssuanceStatus status(
      StoreRead read, DomainTree tree, Domain domain, List<IssuanceStatus.Budget> budget) {
    Wish wish = Wish.of(tree, domain);
    AcmeDomainRow row = read.acmeDomain(domain.id());
    CertificateRow inForce = Assessment.inForce(read, domain);
    List<AcmeOrderRow> underWay = wish == null ? List.of() : read.acmeOrders(domain.id());
    URI directory = directory(row, inForce);
    Standing standing = standing(wish, inForce, row, domain.id(), !underWay.isEmpty());
    Held held = held(standing, row, directory);
    Trouble trouble = row == null ? null : TroubleText.read(row.trouble());
    return new IssuanceStatus(
        domain.name(),
        (held != null && standing == Standing.DUE ? Standing.WAITING : standing).word(),
        names(wish, inForce, domain),
        contact(tree, domain, wish),
        directory,
        underWay.isEmpty() ? null : underWay.getFirst().step(),
        inForce == null ? null : Assessment.notAfter(inForce),
        held != null ? held.until() : row == null || !standing.isPlanned() ? null : row.nextAt(),
        held == null ? null : held.why(),
        row == null ? 0 : row.failures(),
        trouble,
        row == null ? null : row.troubleAt(),
        budget);
  }

  private @Nullable String contact(DomainTree tree, Domain domain, @Nullable Wish wish) {
    String email = wish == null ? null : wish.email();
    return email == null ? null : AccountHolder.of(tree, domain, acme, email).email();
  }

  /** What a domain waits for, and until when as far as that is known. */
  private record Held(Trouble why, @Nullable Instant until) {}

  /** What is due may wait for an authority that others found away; what runs waits for nothing. */
  private @Nullable Held held(
      Standing standing, @Nullable AcmeDomainRow row, @Nullable URI directory) {
    Instant next = row == null ? null : row.nextAt();
    Trouble noted = row == null ? null : TroubleText.read(row.waitsFor());
    return switch (standing) {
      case WAITING, RETRYING -> noted == null ? null : new Held(noted, next);
      case DUE -> issuer == null || directory == null ? null : held(issuer, directory, next);
      case OFF, NO_EMAIL, MANUAL, ORDERING, VALID -> null;
    };
  }

  private static @Nullable Held held(Issuer issuer, URI directory, @Nullable Instant next) {
    Trouble away = issuer.whyWaiting(directory);
    Instant again = issuer.askedAgain(directory);
    return away == null ? null : new Held(away, again == null ? next : again);
  }

  /** As the tree has it now, even if the role mware hasn't looked yet. */
  private Standing standing(
      @Nullable Wish wish,
      @Nullable CertificateRow inForce,
      @Nullable AcmeDomainRow row,
      long domainId,
      boolean isUnderWay) {
    if (wish == null) {
      return Standing.OFF;
    }
    if (inForce != null && Assessment.mark(inForce) == null) {
      return Standing.MANUAL;
    }
    if (wish.email() == null) {
      return Standing.NO_EMAIL;
    }
    if (issuer != null && issuer.isRunning(domainId)) {
      return Standing.ORDERING;
    }
    Standing known = row == null ? Standing.DUE : Standing.of(row.status());
    boolean isKnown = known.isPlanned() && row != null && wish.asked().equals(row.asked());
    Standing standing = isKnown ? known : Standing.DUE;
    return isUnderWay && issuer == null && standing == Standing.DUE ? Standing.ORDERING : standing;
  }

  private @Nullable URI directory(@Nullable AcmeDomainRow row, @Nullable CertificateRow inForce) {
    Automation mark = inForce == null ? null : Assessment.mark(inForce);
    String known = row == null ? null : row.directory();
    if (known == null) {
      known = mark == null ? null : mark.directory();
    }
    try {
      return known == null ? acme.directories().getFirst() : URI.create(known);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static List<String> names(
      @Nullable Wish wish, @Nullable CertificateRow inForce, Domain domain) {
    if (wish != null) {
      return wish.names();
    }
    return inForce == null
        ? List.of(domain.name().text())
        : inForce.pairs().stream().flatMap(pair -> pair.names().stream()).distinct().toList();
  }

  private DomainTree tree(StoreRead read) {
    return CatchUp.tree(feed.live().tree(), read);
  }
}
