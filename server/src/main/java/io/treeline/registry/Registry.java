package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.Finding;
import io.treeline.core.cert.KeyType;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.WhatIf;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.Store;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The only door for writes, and for questions about the tree: commands, API, console and issuance
 * all come through here, each as a {@link Principal}.
 *
 * <p>A write returns once it is durable and in force on this server. What can't be done is told by
 * a {@link io.treeline.access.Refusal} or a {@link io.treeline.store.StoreException}; nothing was
 * changed then. Safe for use by several threads; every call may block.
 */
public final class Registry {

  private final TreeWrites tree;
  private final SettingWrites settings;
  private final CertificateWrites certificates;
  private final IssuedWrites issuedWrites;
  private final LocalIssuance localIssuance;
  private final LocalRenewal localRenewal;
  private final BulkImport bulkImport;
  private final Queries queries;
  private final Explainer explainer;

  /** A registry over a store and what is in force of it. */
  public Registry(Store store, ChangeFeed feed, Serving serving, InstantSource clock) {
    Ledger ledger = new Ledger(store, feed);
    CertificateIntake intake = new CertificateIntake(clock);
    this.queries = new Queries(ledger);
    this.tree = new TreeWrites(ledger);
    this.certificates = new CertificateWrites(ledger, intake);
    this.issuedWrites = new IssuedWrites(ledger, intake);
    this.localIssuance = new LocalIssuance(ledger, certificates, clock);
    this.localRenewal = new LocalRenewal(ledger, localIssuance, clock);
    this.settings = new SettingWrites(ledger, certificates);
    this.bulkImport = new BulkImport(ledger, intake);
    this.explainer = new Explainer(queries, feed, serving, clock);
  }

  /**
   * Adds a domain.
   *
   * @param parent null for the nearest domain above by name, else the master
   * @param allowNested whether a tenant's name may lie below another tenant's
   */
  public DomainView add(
      Principal who, DomainName name, @Nullable DomainName parent, boolean allowNested) {
    tree.add(who, name, parent, allowNested);
    return show(who, name);
  }

  /**
   * Sets and clears settings, all or none, and says what was found of a certificate among them.
   *
   * @param values by name, {@code certificate_pem} included; null clears
   * @param ifVersion the version that the caller saw; null for any
   */
  public SetOutcome set(
      Principal who,
      DomainName name,
      Map<String, @Nullable String> values,
      @Nullable Long ifVersion) {
    List<Finding> findings = settings.set(who, name, values, ifVersion);
    return new SetOutcome(true, show(who, name), findings, null);
  }

  /** Judges what {@link #set} would set, and changes nothing. */
  public SetOutcome trySet(
      Principal who,
      DomainName name,
      Map<String, @Nullable String> values,
      @Nullable Long ifVersion) {
    return settings.tryOut(who, name, values, ifVersion);
  }

  /**
   * Renames a domain; the names below it that end in its name go along.
   *
   * @param ifVersion the version that the caller saw; null for any
   */
  public DomainView rename(
      Principal who, DomainName name, DomainName to, @Nullable Long ifVersion) {
    tree.rename(who, name, to, ifVersion);
    return show(who, to);
  }

  /**
   * Gives a domain another parent.
   *
   * @param ifVersion the version that the caller saw; null for any
   */
  public DomainView move(
      Principal who,
      DomainName name,
      DomainName parent,
      boolean allowNested,
      @Nullable Long ifVersion) {
    tree.move(who, name, parent, allowNested, ifVersion);
    return show(who, name);
  }

  /**
   * Removes a domain, with all below it if {@code recursive}, and says how many went.
   *
   * @param ifVersion the version that the caller saw; null for any
   */
  public long remove(Principal who, DomainName name, boolean recursive, @Nullable Long ifVersion) {
    return tree.remove(who, name, recursive, ifVersion);
  }

  /** Judges a certificate and, unless it is a dry run, puts it in force. */
  public PutOutcome putCertificate(
      Principal who, DomainName name, Upload upload, boolean dryRun, @Nullable Long ifVersion) {
    return certificates.put(who, name, upload, dryRun, ifVersion);
  }

  /**
   * Puts in force what an authority issued for a domain that is under automation; its header marks
   * it as automatic. The orders that led to it end in the same transaction.
   *
   * @param domainId the domain that it was ordered for, whatever its name is by now
   * @throws io.treeline.access.Refusal.NotFound if the domain is gone
   * @throws io.treeline.access.Refusal.Conflict if it isn't under automation any more, or has
   *     another name that the certificate doesn't cover
   */
  public PutOutcome putIssued(Principal.Room who, long domainId, CertificateBundle issued) {
    return issuedWrites.put(who, domainId, issued);
  }

  /**
   * Ends a domain's own certificate.
   *
   * @param ifVersion the version that the caller saw; null for any
   */
  public DomainView clearCertificate(Principal who, DomainName name, @Nullable Long ifVersion) {
    certificates.clear(who, name, ifVersion);
    return show(who, name);
  }

  /** The root of the local authority, for clients to import. */
  public LocalRoot localRoot(Principal who) {
    return localIssuance.root(who);
  }

  /**
   * Makes the local authority of this installation.
   *
   * @param replace whether it may take the place of one that is there
   */
  public LocalRoot createLocalAuthority(Principal who, boolean replace) {
    return localIssuance.create(who, replace);
  }

  /**
   * Has the local authority issue a certificate for a domain and its wildcard, and puts it in
   * force.
   */
  public PutOutcome issueLocally(
      Principal who, DomainName name, Duration lifetime, KeyType keyType) {
    return localIssuance.issue(who, name, lifetime, keyType);
  }

  /**
   * Renews certificates of the local authority that have less than a third of their lifetime left,
   * some at a time, and says how many. Called now and then.
   */
  public int renewLocallyIssued() {
    return localRenewal.run();
  }

  /** Which names of the tree would be served something else if a domain had no certificate. */
  public WhatIf whatIfCleared(Principal who, DomainName name) {
    return certificates.whatIfCleared(who, name);
  }

  /**
   * Imports domains, one JSON object a line, all or none, as one change.
   *
   * @param dryRun whether all of it is undone in the end
   */
  public ImportOutcome importLines(
      Principal who,
      InputStream jsonLines,
      boolean allowNested,
      boolean dryRun,
      ImportProgress progress) {
    return bulkImport.run(who, jsonLines, allowNested, dryRun, progress);
  }

  /**
   * Writes the domains that the principal sees, one JSON object a line, keys by fingerprint only.
   */
  public void export(Principal who, OutputStream jsonLines) {
    queries.export(who, jsonLines);
  }

  /** One domain. */
  public DomainView show(Principal who, DomainName name) {
    return queries.show(who, name);
  }

  /** The topmost domain that the principal sees. */
  public DomainView top(Principal who) {
    return queries.top(who);
  }

  /**
   * The domains directly below another, by name.
   *
   * @param parent null for the topmost that the principal sees
   * @param after only names after this one
   */
  public List<DomainView> children(
      Principal who, @Nullable DomainName parent, @Nullable DomainName after, int limit) {
    return queries.children(who, parent, after, limit);
  }

  /** The certificates that a domain has and had, newest first. */
  public List<CertificateView> history(Principal who, DomainName name) {
    return queries.history(who, name);
  }

  /**
   * Which certificate a handshake with that SNI gets, and why.
   *
   * @param role the role that serves it; null for the first that serves the web
   * @param client {@code any}, {@code rsa-only} or {@code ecdsa-only}; null for any
   */
  public Explained explain(Principal who, Sni sni, @Nullable String role, @Nullable String client) {
    return explainer.explain(who, sni, role, client);
  }
}
