package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.PairParts;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.challenge.Challenges;
import io.treeline.core.name.DomainName;
import io.treeline.store.AcmeAccountRow;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AcmeEventRow;
import io.treeline.store.AcmeOrderRow;
import io.treeline.store.AuditRow;
import io.treeline.store.AuditVerdict;
import io.treeline.store.CertificateRow;
import io.treeline.store.ConfigVersionRow;
import io.treeline.store.DomainRow;
import io.treeline.store.DomainRows;
import io.treeline.store.ExpiryRow;
import io.treeline.store.HeldKey;
import io.treeline.store.LocalAuthorityRow;
import io.treeline.store.Material;
import io.treeline.store.SpentRow;
import io.treeline.store.StateEntryRow;
import io.treeline.store.StoreRead;
import io.treeline.store.SubtreeRows;
import io.treeline.store.TicketKeyRow;
import io.treeline.store.TokenRow;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The queries, each passed to the class that knows its tables. */
class Snapshot implements StoreRead {

  final Sql sql;
  final DomainTable domains;
  final CertificateTable certificates;
  final LocalAuthorityTable localAuthorityTable;
  final AcmeAccountTable acmeAccountTable;
  final AcmeOrderTable acmeOrderTable;
  final AcmeDomainTable acmeDomainTable;
  final AcmeEventTable acmeEventTable;
  final ChallengeTable challengeTable;
  final TicketKeyTable ticketKeyTable;
  final StateEntryTable stateEntryTable;
  final ConfigVersionTable configVersionTable;
  final TokenTable tokenTable;
  final SpentTable spentTable;
  final AuditTable auditTable;

  Snapshot(Sql sql, SecretBox box) {
    this.sql = sql;
    this.domains = new DomainTable(sql);
    this.certificates = new CertificateTable(sql, box);
    this.localAuthorityTable = new LocalAuthorityTable(sql, box);
    this.acmeAccountTable = new AcmeAccountTable(sql, box);
    this.acmeOrderTable = new AcmeOrderTable(sql, box);
    this.acmeDomainTable = new AcmeDomainTable(sql);
    this.acmeEventTable = new AcmeEventTable(sql);
    this.challengeTable = new ChallengeTable(sql, box);
    this.ticketKeyTable = new TicketKeyTable(sql, box);
    this.stateEntryTable = new StateEntryTable(sql);
    this.configVersionTable = new ConfigVersionTable(sql);
    this.tokenTable = new TokenTable(sql);
    this.spentTable = new SpentTable(sql);
    this.auditTable = new AuditTable(sql);
  }

  @Override
  public long lastChange() {
    return sql.number("SELECT last_change FROM installation");
  }

  @Override
  public @Nullable DomainRow domain(DomainName name) {
    return domains.byName(name);
  }

  @Override
  public @Nullable DomainRow domain(long id) {
    return domains.byId(id);
  }

  @Override
  public @Nullable DomainRow master() {
    return domains.master();
  }

  @Override
  public List<DomainRow> children(long parentId, @Nullable DomainName after, int limit) {
    return domains.children(parentId, after, limit);
  }

  @Override
  public @Nullable DomainRow firstBelow(long parentId, DomainName name) {
    return domains.firstBelow(parentId, name);
  }

  @Override
  public long domainCount() {
    return domains.count();
  }

  @Override
  public long childCount(long id) {
    return domains.childCount(id);
  }

  @Override
  public void subtree(long id, SubtreeRows rows) {
    domains.subtree(id, rows);
  }

  @Override
  public void servedAlike(long id, SubtreeRows rows) {
    domains.servedAlike(id, rows);
  }

  @Override
  public Map<String, String> settings(long domainId) {
    return domains.settings(domainId);
  }

  @Override
  public void changedSince(long number, DomainRows rows) {
    new DomainScan(sql).changedSince(number, rows);
  }

  @Override
  public void removedSince(long number, LongConsumer ids) {
    domains.removedSince(number, ids);
  }

  @Override
  public @Nullable CertificateRow certificate(CertificateId id) {
    return certificates.byId(id);
  }

  @Override
  public Material material(CertificateId id) {
    return certificates.material(id);
  }

  @Override
  public List<CertificateRow> history(long domainId) {
    return certificates.history(domainId);
  }

  @Override
  public void expiringBefore(Instant instant, Consumer<ExpiryRow> rows) {
    certificates.expiringBefore(instant, rows);
  }

  @Override
  public void nearExpiry(Instant instant, Instant now, Consumer<ExpiryRow> rows) {
    certificates.nearExpiry(instant, now, rows);
  }

  @Override
  public @Nullable CertificateRow defaultCertificate() {
    return certificates.inForceForInstallation();
  }

  @Override
  public @Nullable HeldKey heldKey(Fingerprint keySha256, LongPredicate mayUse) {
    return certificates.heldKey(keySha256, mayUse);
  }

  @Override
  public void locallyIssuedDue(Instant now, int limit, Consumer<ExpiryRow> rows) {
    certificates.locallyIssuedDue(now, limit, rows);
  }

  @Override
  public List<LocalAuthorityRow> localAuthorities() {
    return localAuthorityTable.all();
  }

  @Override
  public byte @Nullable [] localAuthorityKey(Fingerprint rootSha256) {
    return localAuthorityTable.key(rootSha256);
  }

  @Override
  public @Nullable AcmeAccountRow acmeAccount(long id) {
    return acmeAccountTable.byId(id);
  }

  @Override
  public @Nullable AcmeAccountRow acmeAccount(URI directory, String holder) {
    return acmeAccountTable.inForce(directory, holder);
  }

  @Override
  public List<AcmeAccountRow> acmeAccounts() {
    return acmeAccountTable.all();
  }

  @Override
  public byte @Nullable [] acmeAccountKey(long id) {
    return acmeAccountTable.key(id);
  }

  @Override
  public byte @Nullable [] acmeAccountNextKey(long id) {
    return acmeAccountTable.nextKey(id);
  }

  @Override
  public List<AcmeOrderRow> acmeOrders(long domainId) {
    return acmeOrderTable.ofDomain(domainId);
  }

  @Override
  public void acmeOrderedDomains(LongConsumer ids) {
    acmeOrderTable.domains(ids);
  }

  @Override
  public byte @Nullable [] acmeOrderKey(long orderId) {
    return acmeOrderTable.key(orderId);
  }

  @Override
  public @Nullable AcmeDomainRow acmeDomain(long domainId) {
    return acmeDomainTable.byId(domainId);
  }

  @Override
  public void acmeDomains(Consumer<AcmeDomainRow> rows) {
    acmeDomainTable.all(rows);
  }

  @Override
  public List<AcmeDomainRow> acmeDomainsByName(@Nullable DomainName after, int limit) {
    return acmeDomainTable.byName(after, limit);
  }

  @Override
  public List<AcmeDomainRow> acmeDomainsDue(Instant now, int limit) {
    return acmeDomainTable.due(now, limit);
  }

  @Override
  public List<AcmeDomainRow> acmeDomainsToAsk(Instant now, int limit) {
    return acmeDomainTable.toAsk(now, limit);
  }

  @Override
  public void acmeDomainsNext(Instant before, BiConsumer<Long, Instant> rows) {
    acmeDomainTable.next(before, rows);
  }

  @Override
  public List<AcmeEventRow> acmeEvents(long domainId, long before, int limit) {
    return acmeEventTable.before(domainId, before, limit);
  }

  @Override
  public Challenges challenges(Challenges known) {
    return challengeTable.all(known);
  }

  @Override
  public @Nullable PairParts challengePair(CertificateId id) {
    return challengeTable.pair(id);
  }

  @Override
  public List<ChallengeAnswer.Dns01> expiredRecords(Instant now) {
    return challengeTable.expiredRecords(now);
  }

  @Override
  public List<SpentRow> spent() {
    return spentTable.all();
  }

  @Override
  public List<TicketKeyRow> ticketKeys() {
    return ticketKeyTable.all();
  }

  @Override
  public List<StateEntryRow> stateEntries() {
    return stateEntryTable.all();
  }

  @Override
  public List<ConfigVersionRow> configVersions() {
    return configVersionTable.all();
  }

  @Override
  public List<TokenRow> tokens() {
    return tokenTable.all();
  }

  @Override
  public @Nullable TokenRow token(Fingerprint hash) {
    return tokenTable.byHash(hash);
  }

  @Override
  public List<AuditRow> auditLines(long from, int limit) {
    return auditTable.lines(from, limit);
  }

  @Override
  public AuditVerdict verifyAudit() {
    return auditTable.verify();
  }
}
