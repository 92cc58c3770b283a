package io.treeline.acme.plan;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issuance that asks for its turn. Immutable.
 *
 * @param tenantId whose turn it takes: the domain directly under the master, or the master
 * @param directory the authority
 * @param account who shares an account there, as in the store
 * @param names what the certificate has to cover, wildcards with {@code *.}
 * @param orders how many orders it takes: one for each kind of key
 * @param since from when it was wanted
 * @param renewal what it renews; null for a first certificate
 */
public record Candidate(
    long domainId,
    long tenantId,
    URI directory,
    String account,
    List<String> names,
    int orders,
    Instant since,
    @Nullable Renewal renewal) {

  /**
   * The certificate in force.
   *
   * @param sameNames whether it is for the same names, in whatever order
   * @param announced the authority's window, null without one: in it, an order that names what it
   *     replaces is free of limits
   */
  public record Renewal(
      RenewalPlan plan, Instant notAfter, boolean sameNames, @Nullable Window announced) {}

  /** Takes a copy of the names. */
  public Candidate {
    names = List.copyOf(names);
    if (orders < 1) {
      throw new IllegalArgumentException("orders: " + orders + " (expected: >= 1)");
    }
  }

  /** Whether its certificate has to be renewed now, whatever that does to the load. */
  boolean isPressing(Instant now) {
    return renewal != null && !renewal.plan().pressing().isAfter(now);
  }

  /** Whether it is wanted now, and not only drawn ahead. */
  boolean isDue(Instant now) {
    return renewal == null || !renewal.plan().due().isAfter(now) || !renewal.sameNames();
  }

  boolean isAnnounced(Instant now) {
    return renewal != null && renewal.announced() != null && renewal.announced().contains(now);
  }
}
