package io.treeline.acme;

import io.treeline.acme.plan.Candidate;
import io.treeline.acme.plan.RenewalPlan;
import io.treeline.config.Acme;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.RenewalName;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.CertificateRow;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A domain whose turn it is, with all that an order for it needs. Immutable.
 *
 * @param inForce its certificate, null for none
 */
record DueDomain(
    Domain domain,
    AcmeDomainRow row,
    @Nullable CertificateRow inForce,
    Wanted wanted,
    Candidate candidate) {

  /**
   * What is due by that row; null if the tree doesn't want it any more, which the watch then finds.
   *
   * @param directory the authority to ask
   */
  static @Nullable DueDomain of(
      DomainTree tree,
      AcmeDomainRow row,
      @Nullable CertificateRow inForce,
      Acme acme,
      URI directory) {
    Domain domain = tree.domain(row.domainId());
    Wish wish = domain == null ? null : Wish.of(tree, domain);
    String email = wish == null ? null : wish.email();
    boolean isManual = inForce != null && Assessment.mark(inForce) == null;
    if (domain == null || wish == null || email == null || isManual) {
      return null;
    }
    Domain tenant = Objects.requireNonNullElse(tree.tenant(domain), domain);
    AccountHolder holder = AccountHolder.of(tree, domain, acme, email);
    Automation mark = inForce == null ? null : Assessment.mark(inForce);
    boolean isSameAuthority = mark != null && mark.directory().equals(directory.toString());
    Wanted wanted =
        new Wanted(
            domain.id(),
            domain.name(),
            wish.names(),
            directory,
            holder.key(),
            holder.email(),
            wish.keyTypes(),
            wish.profile() != null ? wish.profile() : acme.profile(),
            wish.preferredChain(),
            wish.challenge(),
            wish.preflight() && acme.preflight(),
            row.failures(),
            inForce != null && isSameAuthority ? renewalName(inForce) : null);
    Candidate candidate =
        new Candidate(
            domain.id(),
            tenant.id(),
            directory,
            holder.key(),
            wish.names(),
            wish.keyTypes().size(),
            Objects.requireNonNullElse(row.nextAt(), Instant.EPOCH),
            inForce == null ? null : renewal(row, inForce, wish, isSameAuthority));
    return new DueDomain(domain, row, inForce, wanted, candidate);
  }

  /** A row that is due earlier than its certificate was asked for by a person, or by a setting. */
  private static Candidate.Renewal renewal(
      AcmeDomainRow row, CertificateRow inForce, Wish wish, boolean isSameAuthority) {
    var announced = isSameAuthority ? Assessment.announced(row) : null;
    RenewalPlan plan = Assessment.plan(row.domainId(), inForce, announced);
    Instant next = row.nextAt();
    if (next != null && next.isBefore(plan.due())) {
      Instant earliest = next.isBefore(plan.earliest()) ? next : plan.earliest();
      plan = new RenewalPlan(earliest, next, plan.pressing(), plan.notice());
    }
    Set<String> wanted = Set.copyOf(wish.names());
    boolean sameNames =
        inForce.pairs().stream().allMatch(pair -> wanted.equals(Set.copyOf(pair.names())));
    return new Candidate.Renewal(plan, Assessment.notAfter(inForce), sameNames, announced);
  }

  /** As an order names what it replaces; null if that can't be told. */
  private static @Nullable String renewalName(CertificateRow inForce) {
    try {
      List<byte[]> leaf = List.of(inForce.pairs().getFirst().chainDer().getFirst());
      return RenewalName.of(PublicPair.restore(leaf).leaf());
    } catch (UnusableCertificateException e) {
      return null;
    }
  }

  URI directory() {
    return wanted.directory();
  }

  String asked() {
    return new Wish(
            wanted.name(),
            wanted.names(),
            wanted.email(),
            wanted.keyTypes(),
            wanted.challenge(),
            wanted.profile(),
            wanted.preferredChain(),
            wanted.preflight())
        .asked();
  }
}
