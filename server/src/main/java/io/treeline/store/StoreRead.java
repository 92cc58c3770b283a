package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.PairParts;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.challenge.Challenges;
import io.treeline.core.name.DomainName;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The queries, all on the same snapshot. For one thread, and only inside {@link Store#read} or
 * {@link Store#write}.
 *
 * <p>A domain's id is not its name: it stays when the domain is renamed or moved, and is never used
 * again after its removal. 0 stands for "no domain" and, as a certificate's owner, for the
 * installation itself.
 */
public interface StoreRead {

  /** The number of the last change that this snapshot has; 0 for an empty store. */
  long lastChange();

  // The tree

  /** The domain of that name. */
  @Nullable DomainRow domain(DomainName name);

  /** The domain of that id. */
  @Nullable DomainRow domain(long id);

  /** The master domain; null until it is made. */
  @Nullable DomainRow master();

  /** How many domains there are. */
  long domainCount();

  /** At most {@code limit} domains directly below a parent, by name, those after {@code after}. */
  List<DomainRow> children(long parentId, @Nullable DomainName after, int limit);

  /** A domain directly below a parent whose name lies below {@code name}; null if there is none. */
  @Nullable DomainRow firstBelow(long parentId, DomainName name);

  /** How many domains are directly below a parent. */
  long childCount(long id);

  /** Hands out a domain and all below it, parents before their children. */
  void subtree(long id, SubtreeRows rows);

  /**
   * Hands out a domain and those below it that are served what it is: down each branch as far as
   * nobody has a certificate of its own. Parents come before their children.
   */
  void servedAlike(long id, SubtreeRows rows);

  /** The settings of a domain (all but {@code certificate_pem}) as canonical texts, by name. */
  Map<String, String> settings(long domainId);

  /** Hands out every domain that was touched after that change, by ascending id; 0 gives all. */
  void changedSince(long number, DomainRows rows);

  /** Hands out the ids of the domains that were removed after that change. */
  void removedSince(long number, LongConsumer ids);

  // Certificates

  /** A certificate without its keys. */
  @Nullable CertificateRow certificate(CertificateId id);

  /**
   * A certificate with its keys, for serving.
   *
   * @throws UnusableValueException if there is none, or a key can't be unsealed, or the row was
   *     damaged
   */
  Material material(CertificateId id);

  /** All certificates that a domain has and had (0: the installation's default), newest first. */
  List<CertificateRow> history(long domainId);

  /**
   * Hands out the certificates in use of which a leaf expires before that instant, soonest first.
   */
  void expiringBefore(Instant instant, Consumer<ExpiryRow> rows);

  /**
   * The same, without those that authorities issued and that have a third of their lifetime left or
   * more at {@code now}: of certificates of some days, all expire soon, and most have been renewed
   * by then. But with those that an authority would have renewed by {@code now}, whenever they
   * expire.
   */
  void nearExpiry(Instant instant, Instant now, Consumer<ExpiryRow> rows);

  /** The installation's default certificate; null until it is made. */
  @Nullable CertificateRow defaultCertificate();

  /**
   * The newest private key that is held under the SHA-256 of its public key, of those whose owner
   * passes. Null if there is none, or none that can be opened.
   *
   * @param mayUse takes the owner, a domain's id or 0 for the installation itself; must not ask
   *     this snapshot for a held key
   */
  @Nullable HeldKey heldKey(Fingerprint keySha256, LongPredicate mayUse);

  /**
   * Hands out certificates in use of the local authority of which a leaf has less than a third of
   * its lifetime left at that instant, soonest to expire first, at most {@code limit}.
   */
  void locallyIssuedDue(Instant now, int limit, Consumer<ExpiryRow> rows);

  // The local authority

  /** The roots of the installation's own authority, the one that issues first. */
  List<LocalAuthorityRow> localAuthorities();

  /**
   * The private key of a root, in PKCS#8; null if it isn't held any more or can't be unsealed. A
   * secret.
   */
  byte @Nullable [] localAuthorityKey(Fingerprint rootSha256);

  // Challenges

  /** The answers that await authorities; {@code known} itself while they are the same. */
  Challenges challenges(Challenges known);

  /**
   * The pair of a tls-alpn-01 answer, key included; null if it awaits nobody any more, or can't be
   * unsealed.
   */
  @Nullable PairParts challengePair(CertificateId id);

  /** The dns-01 answers that were put up until before that instant. */
  List<ChallengeAnswer.Dns01> expiredRecords(Instant now);

  // Accounts and orders at authorities

  /** The account of that id. */
  @Nullable AcmeAccountRow acmeAccount(long id);

  /** The account in force of that holder at a directory. */
  @Nullable AcmeAccountRow acmeAccount(URI directory, String holder);

  /** All accounts, those that ended as well, newest first. */
  List<AcmeAccountRow> acmeAccounts();

  /**
   * The private key of an account, in PKCS#8; null if there is none or it can't be unsealed. A
   * secret.
   */
  byte @Nullable [] acmeAccountKey(long id);

  /**
   * The private key that is to take the place of an account's, in PKCS#8; null if there is none or
   * it can't be unsealed. A secret.
   */
  byte @Nullable [] acmeAccountNextKey(long id);

  /** The orders under way for a domain, oldest first. */
  List<AcmeOrderRow> acmeOrders(long domainId);

  /** Hands out the ids of the domains for which an order is under way. */
  void acmeOrderedDomains(LongConsumer ids);

  /**
   * The private key of an order's certificate, in PKCS#8; null if there is none or it can't be
   * unsealed. A secret.
   */
  byte @Nullable [] acmeOrderKey(long orderId);

  // Domains under automation, and the log of it

  /** What is remembered of the automation of a domain; null if it never was under any. */
  @Nullable AcmeDomainRow acmeDomain(long domainId);

  /** Hands out what is remembered of all domains, by ascending id. */
  void acmeDomains(Consumer<AcmeDomainRow> rows);

  /**
   * At most {@code limit} of them by the names of their domains, those after {@code after}; null
   * for the first.
   */
  List<AcmeDomainRow> acmeDomainsByName(@Nullable DomainName after, int limit);

  /** At most {@code limit} whose next look is due at that instant, the longest due first. */
  List<AcmeDomainRow> acmeDomainsDue(Instant now, int limit);

  /**
   * At most {@code limit} for which renewal information is due at that instant, the longest due
   * first.
   */
  List<AcmeDomainRow> acmeDomainsToAsk(Instant now, int limit);

  /**
   * Hands out when those are due that will be before that instant, soonest first.
   *
   * @param rows takes the id of each domain and when it is due
   */
  void acmeDomainsNext(Instant before, BiConsumer<Long, Instant> rows);

  /**
   * At most {@code limit} lines of the issuance log, newest first.
   *
   * @param domainId 0 for those of all domains and of none
   * @param before only lines with a smaller number
   */
  List<AcmeEventRow> acmeEvents(long domainId, long before, int limit);

  // What was spent of authorities' limits

  /** What counts against authorities' limits, also of what is past by now. */
  List<SpentRow> spent();

  // Everything else

  /** The ticket keys of all contexts, newest first. */
  List<TicketKeyRow> ticketKeys();

  /** The open entries of system_state, oldest first. */
  List<StateEntryRow> stateEntries();

  /** The configuration versions, newest first. */
  List<ConfigVersionRow> configVersions();

  /** The tokens, oldest first. */
  List<TokenRow> tokens();

  /** The token whose secret has that SHA-256. */
  @Nullable TokenRow token(Fingerprint hash);

  /**
   * At most {@code limit} audit lines, ascending, the first with a number of at least {@code from}.
   */
  List<AuditRow> auditLines(long from, int limit);

  /** Recomputes the audit chain from its first line to its last. */
  AuditVerdict verifyAudit();
}
