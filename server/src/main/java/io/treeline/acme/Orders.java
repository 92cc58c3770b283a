package io.treeline.acme;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.acme.AuthorityException.Busy;
import io.treeline.acme.AuthorityException.Ended;
import io.treeline.acme.AuthorityException.Refused;
import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.acme.challenge.Preflight;
import io.treeline.acme.plan.RenewalPlan;
import io.treeline.config.Acme;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.OwnKey;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.registry.Registry;
import io.treeline.store.AcmeOrderRow;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders at authorities, each step in the store before it is taken, so that a crash anywhere leads
 * to the same order again. Safe for use by several threads, one at a time for a domain; blocks.
 */
final class Orders implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Orders.class);

  private static final Principal.Room WHO = new Principal.Room("acme");
  private static final Duration SOON = Duration.ofSeconds(5);

  private final OrdersParts parts;
  private final Authorities authorities;
  private final Accounts accounts;
  private final Registry registry;
  private final CertificateCare care;
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

  private Orders(
      OrdersParts parts,
      Authorities authorities,
      Accounts accounts,
      Registry registry,
      CertificateCare care) {
    this.parts = parts;
    this.authorities = authorities;
    this.accounts = accounts;
    this.registry = registry;
    this.care = care;
  }

  /** What orders stand on. */
  record Ground(
      Store store,
      Registry registry,
      ChallengeBoard board,
      Preflight preflight,
      ChallengeChoice.StandingAuthorization standing,
      AccountNews news,
      InstantSource clock,
      Map<String, String> environment) {}

  /**
   * Orders by that configuration.
   *
   * @throws AuthorityTrust.UnreadableException if its {@code ca_file} can't be used
   */
  static Orders of(Acme acme, Ground ground) throws AuthorityTrust.UnreadableException {
    Pause pause = new Pause();
    InstantSource clock = ground.clock();
    Authorities authorities = new Authorities(AuthorityTrust.of(acme.caFile()), clock, pause);
    OrdersParts parts =
        new OrdersParts(
            new OrderRows(ground.store(), clock),
            new Challenger(ground.board(), pause, clock),
            new ChallengeChoice.Chooser(ground.board(), ground.preflight(), ground.standing()),
            pause,
            clock);
    Bindings bindings = Bindings.of(acme, ground.environment());
    return new Orders(
        parts,
        authorities,
        new Accounts(ground.store(), bindings, ground.news(), clock),
        ground.registry(),
        new CertificateCare(ground.store(), authorities, clock));
  }

  /**
   * Begins the issuance, or takes up the orders of it that are in the store, and goes on.
   *
   * @throws StoreException if the store takes no writes; the orders are kept
   */
  Outcome run(Wanted wanted) {
    if (!underWay.add(wanted.domainId())) {
      return new Outcome.Later(
          new Trouble(
              "authority",
              "An order for " + wanted.name() + " is under way already.",
              "Nothing: it goes on.",
              null),
          parts.clock().instant().plus(SOON),
          false);
    }
    try {
      return ran(wanted);
    } catch (Busy e) {
      return new Outcome.Later(e.trouble(), e.until(), e.wholeAuthority());
    } catch (Refused e) {
      return new Outcome.Failed(e.trouble(), e.unconfirmed());
    } catch (Ended e) {
      return new Outcome.Ended(e.trouble(), e.unconfirmed());
    } catch (DroppedException e) {
      return dropped(wanted, e.sentence());
    } catch (AuthorityException e) {
      throw new IllegalStateException("there are no others", e);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("acme.order.unexpected {}", wanted.name(), e);
      return new Outcome.Failed(
          new Trouble(
              "authority",
              "The order for "
                  + wanted.name()
                  + " failed unexpectedly ("
                  + e.getClass().getSimpleName()
                  + ").",
              "Report it with the server's log; it is tried again.",
              null),
          List.of());
    } finally {
      underWay.remove(wanted.domainId());
    }
  }

  /** Drops what is under way for a domain: a run of it ends before its next step. */
  void drop(long domainId) {
    if (parts.rows().removeAll(domainId) > 0) {
      log.info("acme.order.dropped of domain {}", domainId);
    }
  }

  /**
   * Gives the holder's account at an authority another key (RFC 8555 §7.3.5).
   *
   * @throws UnreachableException if the authority could not be asked or refused
   */
  void changeAccountKey(URI directory, String holder) throws UnreachableException {
    try {
      accounts.changeKey(authorities.of(directory), holder);
    } catch (AuthorityException e) {
      throw new UnreachableException(e);
    }
  }

  /**
   * The holder's account at an authority, made if there is none yet, as a standing authorisation
   * names it.
   *
   * @throws UnreachableException if the authority could not be asked or refused
   */
  AccountName accountName(URI directory, String holder, String email) throws UnreachableException {
    try {
      Authority authority = authorities.of(directory);
      AccountSession account = accounts.of(authority, holder, email);
      return new AccountName(
          Accounts.uri(account.login().getAccountLocation()), authority.offer().caaIdentities());
    } catch (AuthorityException e) {
      throw new UnreachableException(e);
    }
  }

  /**
   * An account by its URL, and the names by which its authority calls itself in the DNS.
   *
   * @param issuers empty where the authority knows no such names
   */
  record AccountName(URI location, List<String> issuers) {}

  /**
   * When the authority would have this certificate renewed (RFC 9773); null if it doesn't say.
   *
   * @throws UnreachableException if it could not be asked
   */
  @Nullable RenewalWindow renewalWindow(URI directory, PublicPair certificate)
      throws UnreachableException {
    return care.renewalWindow(directory, certificate);
  }

  /**
   * Has a certificate revoked (RFC 8555 §7.6).
   *
   * @param holder whose account it was probably ordered by; it is signed with the certificate's own
   *     key where that account may not
   * @throws UnreachableException if the authority could not be asked or refused
   */
  void revoke(URI directory, String holder, PublicPair certificate, RevocationReason reason)
      throws UnreachableException {
    care.revoke(directory, holder, certificate, reason, accounts);
  }

  private Outcome ran(Wanted wanted) throws AuthorityException, DroppedException {
    Authority authority = authorities.of(wanted.directory());
    AccountSession account = accounts.of(authority, wanted.holder(), wanted.email());
    try {
      return ran(wanted, account);
    } catch (Refused e) {
      if (!accounts.endIfDead(account, e)) {
        throw e;
      }
      return ran(wanted, accounts.of(authority, wanted.holder(), wanted.email()));
    }
  }

  private Outcome ran(Wanted wanted, AccountSession account)
      throws AuthorityException, DroppedException {
    List<AcmeOrderRow> kept = fitting(wanted, account);
    List<AcmeOrderRow> issued = new ArrayList<>();
    for (KeyType keyType : wanted.keyTypes()) {
      AcmeOrderRow row = of(keyType, kept);
      try {
        issued.add(new Ordering(parts, account, wanted, keyType).run(row));
      } catch (Refused | Ended e) {
        parts
            .rows()
            .remove(
                parts.rows().of(wanted.domainId()).stream()
                    .filter(each -> each.keyType().equals(keyType.text()))
                    .toList());
        throw e;
      }
    }
    return put(wanted, issued);
  }

  /** The orders in the store that are for what is wanted now; the others go. */
  private List<AcmeOrderRow> fitting(Wanted wanted, AccountSession account) {
    List<AcmeOrderRow> fitting = new ArrayList<>();
    List<AcmeOrderRow> others = new ArrayList<>();
    Set<String> keyTypes = new HashSet<>();
    for (AcmeOrderRow row : parts.rows().of(wanted.domainId())) {
      boolean fits = fits(row, wanted, account) && keyTypes.add(row.keyType());
      (fits ? fitting : others).add(row);
    }
    if (!others.isEmpty()) {
      log.info("acme.order.dropped {}: other settings than it was ordered with", wanted.name());
      parts.rows().remove(others);
    }
    return fitting;
  }

  private boolean fits(AcmeOrderRow row, Wanted wanted, AccountSession account) {
    return row.accountId() == account.id()
        && row.names().equals(wanted.names())
        && java.util.Objects.equals(row.profile(), wanted.profile())
        && wanted.keyTypes().stream().anyMatch(type -> type.text().equals(row.keyType()))
        && !isOld(row);
  }

  /** One that waited for the other of a dual certificate for so long isn't worth putting in. */
  private boolean isOld(AcmeOrderRow row) {
    if (row.chainDer() == null) {
      return false;
    }
    try {
      PublicPair chain = PublicPair.restore(row.chainDer());
      Instant from = chain.leaf().getNotBefore().toInstant();
      Duration lifetime = Duration.between(from, chain.leaf().getNotAfter().toInstant());
      return parts.clock().instant().isAfter(from.plus(lifetime.dividedBy(3)));
    } catch (UnusableCertificateException e) {
      return true;
    }
  }

  private static @Nullable AcmeOrderRow of(KeyType keyType, List<AcmeOrderRow> rows) {
    return rows.stream()
        .filter(row -> row.keyType().equals(keyType.text()))
        .findFirst()
        .orElse(null);
  }

  private Outcome put(Wanted wanted, List<AcmeOrderRow> issued) throws Refused, DroppedException {
    CertificateBundle bundle = bundle(wanted, issued);
    PublicBundle shown = bundle.publicPart();
    try {
      var unused = registry.putIssued(WHO, wanted.domainId(), bundle);
    } catch (Refusal.BadCertificate e) {
      parts.rows().remove(issued);
      throw new Refused(
          new Trouble(
              "rejected",
              "What the authority issued can't be served: " + e.getMessage(),
              "Tell the authority; it is ordered anew.",
              null),
          "",
          0);
    } catch (Refusal e) {
      throw new DroppedException(String.valueOf(e.getMessage()));
    }
    OrderRows.served(wanted);
    return new Outcome.Issued(shown.notBefore(), shown.notAfter());
  }

  private CertificateBundle bundle(Wanted wanted, List<AcmeOrderRow> issued) throws Refused {
    List<CertifiedKey> pairs = new ArrayList<>();
    try {
      for (AcmeOrderRow row : issued) {
        OwnKey key = parts.rows().key(row);
        List<byte[]> chain = row.chainDer();
        if (key == null || chain == null) {
          throw unusable(issued);
        }
        pairs.add(key.certifiedBy(PublicPair.restore(chain)));
      }
    } catch (UnusableCertificateException e) {
      throw unusable(issued);
    }
    PublicBundle shown =
        new PublicBundle("", pairs.stream().map(CertifiedKey::publicPair).toList());
    Instant renewal =
        RenewalPlan.of(
                wanted.domainId(),
                pairs.getFirst().leafSha256(),
                shown.notBefore(),
                shown.notAfter(),
                null)
            .due();
    Automation mark =
        new Automation(
            wanted.directory().toString(),
            LocalDate.ofInstant(parts.clock().instant(), ZoneOffset.UTC),
            renewal,
            pairs.getFirst().leafSha256());
    return new CertificateBundle(mark.header(), pairs);
  }

  private Refused unusable(List<AcmeOrderRow> issued) {
    parts.rows().remove(issued);
    return new Refused(
        new Trouble(
            "store",
            "The key of what was issued can't be opened.",
            "Nothing: it is ordered anew.",
            null),
        "",
        0);
  }

  private Outcome dropped(Wanted wanted, String why) {
    int unused = parts.rows().removeAll(wanted.domainId());
    log.info("acme.order.dropped {}: {}", wanted.name(), why);
    return new Outcome.Dropped(why);
  }

  /** Ends all waits; runs end at their next one, and their orders stay in the store. */
  @Override
  public void close() {
    parts.pause().close();
    authorities.close();
  }
}
