package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.name.DomainName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one transaction may make, and queries that see them.
 *
 * <p>The store keeps rows, not rules: who may do what, and whether a name fits its parent, is
 * judged before. It does refuse what would break it, with a {@link StoreException.Conflict}, at the
 * latest when the transaction ends: a name twice, a second master, a parent that isn't there, a
 * removal that leaves children behind.
 */
public interface StoreWrite extends StoreRead {

  /** The number that this transaction will have if it changes anything. */
  long change();

  /** Adds a domain below a parent, or as the master if that is 0, and gives its id. */
  long insertDomain(DomainName name, long parentId);

  /** Gives a domain another name. Those below it keep theirs. */
  void rename(long id, DomainName name);

  /** Gives a domain another parent. */
  void move(long id, long parentId);

  /** Removes a domain with its settings, certificates and tokens. It must have no children. */
  void remove(long id);

  /** Removes a domain and all below it, and gives their number. */
  long removeSubtree(long id);

  /** Sets a domain's setting to its canonical text, or clears it with null. */
  void set(long id, String setting, @Nullable String canonicalText);

  /**
   * Puts a certificate in force for a domain; the earlier one becomes history, until the new one's
   * {@code from}. A value that equals the one in force changes nothing and keeps its id.
   */
  CertificateId putCertificate(long domainId, NewCertificate certificate);

  /** Ends a domain's certificate without another; it becomes history. Nothing if there is none. */
  void clearCertificate(long domainId);

  /** Puts the installation's default certificate in force, like {@link #putCertificate}. */
  CertificateId putDefaultCertificate(NewCertificate certificate);

  /** Has a root issue from now on; the key of the one before is dropped. */
  void putLocalAuthority(NewLocalAuthority authority);

  /** Drops the private keys of certificates that went out of force before that, and counts them. */
  long forgetKeys(Instant retiredBefore);

  /** Replaces all ticket keys of one context. */
  void putTicketKeys(String context, List<TicketKeyRow> keys);

  /** Opens an entry of system_state, or replaces the one with the same id. */
  void putStateEntry(StateEntryRow entry);

  /** Closes an entry of system_state. Nothing if it isn't open. */
  void removeStateEntry(String id);

  /** Keeps a configuration document as the next version and gives its number. */
  long addConfigVersion(String document, String state, String by, @Nullable Instant activatedAt);

  /** Gives a configuration version another state; {@code activatedAt} null keeps the earlier. */
  void setConfigState(long number, String state, @Nullable Instant activatedAt);

  /** Adds a token. */
  void addToken(TokenRow token);

  /** Removes a token and says whether there was one. */
  boolean removeToken(String id);

  // Challenges

  /** Puts an answer up until that instant, beside those for the same name. */
  void putChallenge(ChallengeAnswer answer, Instant expires);

  /** Takes an answer down. Nothing if it isn't up. */
  void removeChallenge(ChallengeAnswer answer);

  /**
   * Takes down the answers that were put up until before that instant, and counts them; those of
   * dns-01 stay, whose records have to go from the DNS first.
   */
  long removeExpiredChallenges(Instant now);

  // Accounts and orders at authorities

  /**
   * Keeps a new account and its key, with the status {@code new}, and gives its id. Its holder must
   * have no other in force at that directory.
   */
  long addAcmeAccount(NewAcmeAccount account);

  /** Gives an account of that id e-mail, status, location, terms and end. */
  void updateAcmeAccount(AcmeAccountRow account);

  /** Keeps the private key that is to take the place of an account's, or drops it with null. */
  void putAcmeAccountNextKey(long id, byte @Nullable [] pkcs8);

  /** Puts the kept next key in the place of an account's key. Nothing if there is none. */
  void takeAcmeAccountNextKey(long id);

  /** Keeps a new order and gives its id. */
  long addAcmeOrder(NewAcmeOrder order);

  /**
   * Gives an order of that id account, challenge, replaced certificate, step, location and chain,
   * and says whether it was there.
   */
  boolean updateAcmeOrder(AcmeOrderRow order);

  /** Keeps the private key of an order's certificate, and says whether the order was there. */
  boolean putAcmeOrderKey(long orderId, long domainId, byte[] pkcs8);

  /** Removes an order with its key and says whether there was one. */
  boolean removeAcmeOrder(long orderId);

  // Domains under automation, and the log of it

  /** Remembers this of the automation of a domain, in the place of what was. */
  void putAcmeDomain(AcmeDomainRow row);

  /**
   * Adds a line to the issuance log and gives its number. Old lines go: those of a domain beyond
   * its newest 200, and all beyond the newest 500,000.
   */
  long addAcmeEvent(NewAcmeEvent event);

  // What was spent of authorities' limits

  /** Keeps what was spent; a row of the same authority, kind and subject is replaced. */
  void putSpent(SpentRow spent);

  /** Drops what was spent until an instant before that, and counts it. */
  long forgetSpent(Instant before);

  /** Appends a line to the audit chain. */
  void audit(AuditLine line);
}
