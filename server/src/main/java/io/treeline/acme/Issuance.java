package io.treeline.acme;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.acme.challenge.PersistentRecord;
import io.treeline.config.Acme;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.feed.CatchUp;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeAccountRow;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AuditLine;
import io.treeline.store.CertificateRow;
import io.treeline.store.PairRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask and order of automatic issuance, each as a {@link Principal}. What can't be
 * done is told by a {@link io.treeline.access.Refusal}. Safe for use by several threads; may block.
 *
 * <p>Questions are answered from the store, on any server; what needs an authority is done by one
 * that has a role {@code mware}.
 */
public final class Issuance {

  private final Store store;
  private final ChangeFeed feed;
  private final Acme acme;
  private final StatusQuery statuses;
  private final @Nullable LateOrders orders;
  private final InstantSource clock;

  Issuance(
      Store store,
      ChangeFeed feed,
      Acme acme,
      @Nullable Issuer issuer,
      @Nullable LateOrders orders,
      InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.acme = acme;
    this.statuses = new StatusQuery(store, feed, acme, issuer, clock);
    this.orders = orders;
    this.clock = clock;
  }

  /** Where one domain stands. */
  public IssuanceStatus status(Principal who, DomainName name) {
    return statuses.one(who, name);
  }

  /**
   * Where the domains stand that are or were under automation, by name.
   *
   * @param after only names after this one; null for the first
   */
  public List<IssuanceStatus> statuses(Principal who, @Nullable DomainName after, int limit) {
    return statuses.page(who, after, limit);
  }

  /** Has a domain's certificate ordered now, whatever its turn; limits hold. */
  public IssuanceStatus issueNow(Principal who, DomainName name) {
    store.change(write -> {
      DomainTree tree = tree(write);
      Domain domain = operated(who, tree, name);
      requireIssued(write, tree, domain);
      order(write, tree, domain, "order.asked", who.name() + " asked for a certificate now.");
      write.audit(new AuditLine(who.name(), "acme.issue", name.text(), ""));
    });
    return status(who, name);
  }

  /**
   * What happened, newest first.
   *
   * @param name null for everything that the principal sees
   * @param before only lines with a smaller number
   */
  public List<IssuanceEvent> log(
      Principal who, @Nullable DomainName name, @Nullable Long before, int limit) {
    return store.read(read -> LogQuery.run(read, who, tree(read), name, before, limit));
  }

  /** The accounts at authorities, the newest first; for administrators of the master. */
  public List<IssuanceAccount> accounts(Principal who) {
    return store.read(read -> {
      DomainTree tree = tree(read);
      requireMaster(who, tree);
      return read.acmeAccounts().stream()
          .map(row -> account(tree, row))
          .sorted(Comparator.comparingLong(IssuanceAccount::id).reversed())
          .toList();
    });
  }

  /** Gives an account another key (RFC 8555 §7.3.5); for administrators of the master. */
  public IssuanceAccount changeAccountKey(Principal who, long id) {
    AcmeAccountRow row =
        store.<@Nullable AcmeAccountRow>read(read -> {
          requireMaster(who, tree(read));
          return read.acmeAccount(id);
        });
    if (row == null) {
      throw new Refusal.NotFound(
          "There is no account " + id + ": 'treeline acme accounts' lists those that there are.");
    }
    if (row.ended() != null || row.location() == null) {
      throw new Refusal.Conflict(
          "The account "
              + id
              + " is "
              + row.status()
              + ": only one that is valid can be given another key.");
    }
    try {
      orders().changeAccountKey(row.directory(), row.holder());
    } catch (UnreachableException e) {
      throw new Refusal.Conflict(e.trouble().sentence() + " " + e.trouble().nextStep());
    }
    store.change(write -> {
      String done = who.name() + " gave the account " + row.location() + " another key.";
      IssuanceLog.note(write, "account.rekeyed", done);
      write.audit(new AuditLine(who.name(), "acme.rekey", String.valueOf(row.location()), ""));
    });
    return account(feed.live().tree(), row);
  }

  private static void requireMaster(Principal who, DomainTree tree) {
    Domain master = Objects.requireNonNull(tree.master(), "the master is made first");
    if (!Rights.reaches(who, tree, master) || !Rights.has(who, Right.ADMIN)) {
      throw new Refusal.Forbidden(Right.ADMIN, "the master domain");
    }
  }

  private static IssuanceAccount account(DomainTree tree, AcmeAccountRow row) {
    return new IssuanceAccount(
        row.id(),
        row.directory(),
        AccountHolder.shown(tree, row.holder()),
        row.email(),
        row.status(),
        row.location(),
        row.made(),
        row.ended());
  }

  /** What will be ordered when. */
  public IssuancePlan plan(Principal who, Duration horizon) {
    return new PlanQuery(store, feed, acme, clock).run(who, horizon);
  }

  /**
   * The records that authorise a domain's names once and for all, looked for read-only. They name
   * an account at the authority, which is made if there is none yet.
   */
  public Authorization authorization(Principal who, DomainName name) {
    DomainTree tree = feed.live().tree();
    Domain domain = operated(who, tree, name);
    String email = tree.effective(domain, Setting.ACME_ACCOUNT_EMAIL);
    if (email == null) {
      throw new Refusal.Conflict(
          "The record names an account, and no acme_account_email is set for '"
              + name
              + "' or above: set one with 'treeline domain set "
              + name
              + " acme_account_email=ADDRESS'.");
    }
    URI directory = acme.directories().getFirst();
    Orders.AccountName account =
        accountName(directory, AccountHolder.of(tree, domain, acme, email));
    if (account.issuers().isEmpty()) {
      throw new Refusal.Conflict(
          directory
              + " has no name in the DNS, so no record can authorise it: confirm the domain in"
              + " another way.");
    }
    Instant now = clock.instant();
    List<Authorization.Standing> records =
        PersistentRecord.of(Wish.names(domain), account.issuers(), account.location()).stream()
            .map(record -> standing(record, record.look(acme.resolvers(), now)))
            .toList();
    return new Authorization(name, directory, records);
  }

  private static Authorization.Standing standing(
      PersistentRecord record, PersistentRecord.Sighting seen) {
    return new Authorization.Standing(
        record.recordName(), record.value(), seen.values(), seen.objection());
  }

  private Orders.AccountName accountName(URI directory, AccountHolder holder) {
    try {
      return orders().accountName(directory, holder.key(), holder.email());
    } catch (UnreachableException e) {
      throw new Refusal.Conflict(e.trouble().sentence() + " " + e.trouble().nextStep());
    }
  }

  /**
   * Revokes the certificate in force and, where automation is on, orders another at once. One that
   * a person put in can be revoked only where an authority of the configuration issued it: its key
   * is held, and proves that it is ours (RFC 8555 §7.6).
   */
  public IssuanceStatus revoke(Principal who, DomainName name, RevocationReason reason) {
    Revocable revocable =
        store.read(read -> {
          DomainTree tree = tree(read);
          return revocable(read, tree, operated(who, tree, name));
        });
    URI directory = revoke(orders(), revocable, reason);
    store.change(write -> {
      DomainTree tree = tree(write);
      Domain domain = tree.domain(revocable.domainId());
      if (domain != null) {
        IssuanceLog.note(
            write,
            domain.id(),
            domain.name(),
            "certificate.revoked",
            who.name()
                + " had "
                + directory
                + " revoke the certificate sha256="
                + revocable.leaf().leafSha256()
                + " ("
                + reason.word()
                + ").",
            null);
        if (whyNotIssued(write, tree, domain) == null) {
          order(
              write,
              tree,
              domain,
              "order.asked",
              "A new key and certificate take the place of what was revoked.");
        }
      }
      write.audit(
          new AuditLine(
              who.name(),
              "certificate.revoke",
              name.text(),
              reason.word() + ", leaf sha256=" + revocable.leaf().leafSha256()));
    });
    return status(who, name);
  }

  /** A certificate and where to have it revoked: at the first of these that knows it. */
  private record Revocable(
      long domainId, PublicPair leaf, List<PublicPair> all, String holder, List<URI> directories) {}

  private Revocable revocable(StoreRead read, DomainTree tree, Domain domain) {
    CertificateRow inForce = Assessment.inForce(read, domain);
    if (inForce == null) {
      throw new Refusal.Conflict(
          "'" + domain.name() + "' has no certificate of its own: there is nothing to revoke.");
    }
    Automation mark = Assessment.mark(inForce);
    List<URI> directories = acme.directories();
    if (mark != null) {
      directories =
          directories.stream().filter(each -> each.toString().equals(mark.directory())).toList();
      if (directories.isEmpty()) {
        throw new Refusal.Conflict(
            "The certificate of '"
                + domain.name()
                + "' was issued by "
                + mark.directory()
                + ", which the configuration doesn't name: add it to 'directories' of role mware.");
      }
    }
    List<PublicPair> pairs = new ArrayList<>();
    try {
      for (PairRow pair : inForce.pairs()) {
        pairs.add(PublicPair.restore(pair.chainDer()));
      }
    } catch (UnusableCertificateException e) {
      throw new Refusal.Conflict(
          "The certificate of '" + domain.name() + "' can't be read: " + e.getMessage());
    }
    return new Revocable(domain.id(), pairs.getFirst(), pairs, holder(tree, domain), directories);
  }

  /** Whose account it was probably ordered by; its own key serves where that is wrong. */
  private String holder(DomainTree tree, Domain domain) {
    String email = tree.effective(domain, Setting.ACME_ACCOUNT_EMAIL);
    return AccountHolder.of(tree, domain, acme, String.valueOf(email)).key();
  }

  private static URI revoke(Orders orders, Revocable revocable, RevocationReason reason) {
    Trouble trouble = null;
    for (URI directory : revocable.directories()) {
      try {
        for (PublicPair pair : revocable.all()) {
          orders.revoke(directory, revocable.holder(), pair, reason);
        }
        return directory;
      } catch (UnreachableException e) {
        trouble = e.trouble();
      }
    }
    throw new Refusal.Conflict(
        "The certificate was not revoked. "
            + (trouble == null ? "" : trouble.sentence() + " " + trouble.nextStep()));
  }

  private Orders orders() {
    Orders found = orders == null ? null : orders.get();
    Trouble trouble = orders == null ? null : orders.trouble();
    if (found == null) {
      throw new Refusal.Conflict(
          trouble != null
              ? trouble.sentence()
              : "This server has no role mware, which speaks to authorities: ask one that has.");
    }
    return found;
  }

  private static Domain operated(Principal who, DomainTree tree, DomainName name) {
    Domain domain = Rights.seen(who, tree, tree.domain(name), name);
    Rights.require(Right.OPERATOR, who, tree, domain);
    return domain;
  }

  private void requireIssued(StoreRead read, DomainTree tree, Domain domain) {
    String why = whyNotIssued(read, tree, domain);
    if (why != null) {
      throw new Refusal.Conflict(why);
    }
  }

  /** Why nothing is ordered for a domain; null if it is under automation. */
  private static @Nullable String whyNotIssued(StoreRead read, DomainTree tree, Domain domain) {
    Wish wish = Wish.of(tree, domain);
    if (wish == null) {
      return "Nothing is ordered for '"
          + domain.name()
          + "': acme_enabled isn't set. Set it with 'treeline domain set "
          + domain.name()
          + " acme_enabled=true'.";
    }
    CertificateRow inForce = Assessment.inForce(read, domain);
    if (inForce != null && Assessment.mark(inForce) == null) {
      return "Nothing is ordered for '"
          + domain.name()
          + "': its certificate was put in by hand. Clear it with 'treeline domain set "
          + domain.name()
          + " certificate_pem=' first.";
    }
    return wish.email() != null
        ? null
        : "Nothing is ordered for '"
            + domain.name()
            + "': no acme_account_email is set there or above. Set one with 'treeline domain set "
            + domain.name()
            + " acme_account_email=ADDRESS'.";
  }

  /** Makes it due; failures go on being counted only if it fails again. */
  private void order(
      StoreWrite write, DomainTree tree, Domain domain, String event, String message) {
    Instant now = clock.instant();
    AcmeDomainRow row = write.acmeDomain(domain.id());
    AcmeDomainRow known =
        row == null ? AcmeDomainRow.of(domain.id(), Standing.DUE.word(), now) : row;
    Wish wish = Objects.requireNonNull(Wish.of(tree, domain));
    write.putAcmeDomain(
        known
            .standing(Standing.DUE.word(), now)
            .failing(0, null, null)
            .judgedBy(wish.asked(), domain.certificate()));
    IssuanceLog.note(write, domain.id(), domain.name(), event, message, null);
  }

  private DomainTree tree(StoreRead read) {
    return CatchUp.tree(feed.live().tree(), read);
  }
}
