package io.treeline.acme;

import io.treeline.core.name.DomainName;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the issuance of one domain stands. Immutable.
 *
 * @param status {@code off}, {@code no-email}, {@code due}, {@code ordering}, {@code waiting} (for
 *     the authority or its limits), {@code retrying} (after a failure), {@code valid}, {@code
 *     manual} (ended by a person)
 * @param names what the certificate covers or will
 * @param email the contact of the account that orders; null where there is none
 * @param directory the authority that issued or is asked
 * @param step of the order under way, null without one
 * @param nextAttempt when it is ordered, renewed or tried again; null for never
 * @param waitsFor why not earlier; null where nothing holds it up
 * @param failures attempts that failed in a row
 * @param budget what is left of the authority's limits that the next order counts for; empty in a
 *     list of many, and where none are known
 */
public record IssuanceStatus(
    DomainName name,
    String status,
    List<String> names,
    @Nullable String email,
    @Nullable URI directory,
    @Nullable String step,
    @Nullable Instant notAfter,
    @Nullable Instant nextAttempt,
    @Nullable Trouble waitsFor,
    int failures,
    @Nullable Trouble trouble,
    @Nullable Instant troubleAt,
    List<Budget> budget) {

  /**
   * What is left of a limit.
   *
   * @param limit in words
   * @param left how many may go at once
   * @param fullAgain when nothing of it is spent any more
   */
  public record Budget(String limit, long left, Instant fullAgain) {}

  /** Takes copies of the lists. */
  public IssuanceStatus {
    names = List.copyOf(names);
    budget = List.copyOf(budget);
  }
}
