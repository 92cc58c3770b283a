package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.name.DomainName;
import io.treeline.store.AcmeAccountRow;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AcmeOrderRow;
import io.treeline.store.AuditLine;
import io.treeline.store.AuditRow;
import io.treeline.store.NewAcmeAccount;
import io.treeline.store.NewAcmeEvent;
import io.treeline.store.NewAcmeOrder;
import io.treeline.store.NewCertificate;
import io.treeline.store.NewLocalAuthority;
import io.treeline.store.SpentRow;
import io.treeline.store.StateEntryRow;
import io.treeline.store.StoreWrite;
import io.treeline.store.TicketKeyRow;
import io.treeline.store.TokenRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one transaction. Ids and numbers are counted here, which is sound because the
 * transaction has the installation's row locked, and lets an import send its rows in batches.
 */
final class Transaction extends Snapshot implements StoreWrite {

  private final InstantSource clock;
  private final Counters before;
  private final long change;

  /**
   * Domains of this transaction, by place after the last older one, that were given a certificate.
   */
  private final BitSet certified = new BitSet();

  private long lastDomain;
  private long lastCertificate;
  private long lastAudit;
  private Fingerprint auditHead;
  private boolean changed;

  Transaction(Sql sql, SecretBox box, InstantSource clock) {
    super(sql, box);
    this.clock = clock;
    this.before = Counters.take(sql);
    this.change = before.change() + 1;
    this.lastDomain = before.domain();
    this.lastCertificate = before.certificate();
    this.lastAudit = before.audit();
    this.auditHead = before.auditHead();
  }

  /** Sends what is pending and gives the change's number, or 0 if nothing changed. */
  long finish() {
    if (!changed) {
      return 0;
    }
    new Counters(change, lastDomain, lastCertificate, lastAudit, auditHead).write(sql);
    return change;
  }

  /** Whether so much was written that the database should tidy up after the commit. */
  boolean isLarge() {
    return lastDomain - before.domain() + lastCertificate - before.certificate() > 5_000;
  }

  @Override
  public long change() {
    return change;
  }

  @Override
  public long insertDomain(DomainName name, long parentId) {
    changed = true;
    lastDomain++;
    domains.insert(lastDomain, name, parentId, change);
    return lastDomain;
  }

  @Override
  public void rename(long id, DomainName name) {
    changed = true;
    domains.rename(id, name, change);
  }

  @Override
  public void move(long id, long parentId) {
    changed = true;
    domains.move(id, parentId, change);
  }

  @Override
  public void remove(long id) {
    changed = true;
    domains.remove(id, change);
  }

  @Override
  public long removeSubtree(long id) {
    changed = true;
    return domains.removeSubtree(id, change);
  }

  @Override
  public void set(long id, String setting, @Nullable String canonicalText) {
    changed = true;
    domains.set(id, setting, canonicalText);
    if (!isNew(id)) {
      domains.touch(id, change);
    }
  }

  @Override
  public CertificateId putCertificate(long domainId, NewCertificate certificate) {
    if (domainId <= 0) {
      throw new IllegalArgumentException("no domain has the id " + domainId);
    }
    CertificateId id = replace(domainId, certificate);
    if (isNew(domainId)) {
      certified.set((int) (domainId - before.domain()));
    }
    return id;
  }

  @Override
  public void clearCertificate(long domainId) {
    long current = certificates.inForce(domainId);
    if (current != 0) {
      changed = true;
      certificates.retire(current, now(), change);
      certificates.putInForce(domainId, null, change);
    }
  }

  @Override
  public CertificateId putDefaultCertificate(NewCertificate certificate) {
    return replace(0, certificate);
  }

  @Override
  public void putLocalAuthority(NewLocalAuthority authority) {
    changed = true;
    localAuthorityTable.put(authority, change);
  }

  @Override
  public long addAcmeAccount(NewAcmeAccount account) {
    changed = true;
    return acmeAccountTable.add(account, change);
  }

  @Override
  public void updateAcmeAccount(AcmeAccountRow account) {
    changed = true;
    acmeAccountTable.update(account, change);
  }

  @Override
  public void putAcmeAccountNextKey(long id, byte @Nullable [] pkcs8) {
    changed = true;
    acmeAccountTable.putNextKey(id, pkcs8, change);
  }

  @Override
  public void takeAcmeAccountNextKey(long id) {
    changed = true;
    acmeAccountTable.takeNextKey(id, change);
  }

  @Override
  public long addAcmeOrder(NewAcmeOrder order) {
    changed = true;
    return acmeOrderTable.add(order, change);
  }

  @Override
  public boolean updateAcmeOrder(AcmeOrderRow order) {
    boolean updated = acmeOrderTable.update(order, change);
    changed |= updated;
    return updated;
  }

  @Override
  public boolean putAcmeOrderKey(long orderId, long domainId, byte[] pkcs8) {
    boolean put = acmeOrderTable.putKey(orderId, domainId, pkcs8, change);
    changed |= put;
    return put;
  }

  @Override
  public boolean removeAcmeOrder(long orderId) {
    boolean removed = acmeOrderTable.remove(orderId);
    changed |= removed;
    return removed;
  }

  @Override
  public long forgetKeys(Instant retiredBefore) {
    long forgotten = certificates.forgetKeys(retiredBefore);
    changed |= forgotten > 0;
    return forgotten;
  }

  @Override
  public void putTicketKeys(String context, List<TicketKeyRow> keys) {
    changed = true;
    ticketKeyTable.put(context, keys, change);
  }

  @Override
  public void putStateEntry(StateEntryRow entry) {
    changed = true;
    stateEntryTable.put(entry, change);
  }

  @Override
  public void removeStateEntry(String id) {
    changed |= stateEntryTable.remove(id);
  }

  @Override
  public long addConfigVersion(
      String document, String state, String by, @Nullable Instant activatedAt) {
    changed = true;
    return configVersionTable.add(document, state, by, activatedAt, change);
  }

  @Override
  public void setConfigState(long number, String state, @Nullable Instant activatedAt) {
    changed = true;
    configVersionTable.setState(number, state, activatedAt, change);
  }

  @Override
  public void addToken(TokenRow token) {
    changed = true;
    tokenTable.add(token, change);
  }

  @Override
  public boolean removeToken(String id) {
    boolean removed = tokenTable.remove(id);
    changed |= removed;
    return removed;
  }

  @Override
  public void putAcmeDomain(AcmeDomainRow row) {
    changed = true;
    acmeDomainTable.put(row, change);
  }

  @Override
  public long addAcmeEvent(NewAcmeEvent event) {
    changed = true;
    return acmeEventTable.add(event, now(), change);
  }

  @Override
  public void putChallenge(ChallengeAnswer answer, Instant expires) {
    changed = true;
    challengeTable.put(answer, expires, change);
  }

  @Override
  public void removeChallenge(ChallengeAnswer answer) {
    changed |= challengeTable.remove(answer);
  }

  @Override
  public long removeExpiredChallenges(Instant now) {
    long removed = challengeTable.removeExpired(now);
    changed |= removed > 0;
    return removed;
  }

  @Override
  public void putSpent(SpentRow spent) {
    changed = true;
    spentTable.put(spent, change);
  }

  @Override
  public long forgetSpent(Instant before) {
    long forgotten = spentTable.forget(before);
    changed |= forgotten > 0;
    return forgotten;
  }

  @Override
  public void audit(AuditLine line) {
    changed = true;
    lastAudit++;
    Instant at = now();
    auditHead = AuditHash.of(auditHead, lastAudit, at, change, line);
    auditTable.append(new AuditRow(lastAudit, at, change, line, auditHead));
  }

  private CertificateId replace(long domainId, NewCertificate certificate) {
    long current = mayHaveCertificate(domainId) ? certificates.inForce(domainId) : 0;
    if (current != 0) {
      CertificateId kept = new CertificateId(current);
      if (certificates.isSame(kept, certificate)) {
        return kept;
      }
      certificates.retire(current, certificate.from(), change);
    }
    changed = true;
    lastCertificate++;
    certificates.insert(lastCertificate, domainId, certificate, change);
    if (domainId != 0) {
      certificates.putInForce(domainId, lastCertificate, change);
    }
    return new CertificateId(lastCertificate);
  }

  private boolean isNew(long domainId) {
    return domainId > before.domain();
  }

  /** A domain that this very transaction added needs no query, which an import would feel. */
  private boolean mayHaveCertificate(long domainId) {
    return !isNew(domainId) || certified.get((int) (domainId - before.domain()));
  }

  /** To the millisecond, as the columns keep it and the audit chain hashes it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
