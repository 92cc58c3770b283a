package io.treeline.acme;

import io.treeline.core.name.DomainName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What will be ordered when. Immutable.
 *
 * @param perDay how many orders on each day of the horizon
 * @param next the first of them, soonest first
 * @param deferred what doesn't fit the authority's limits, and until when it waits
 * @param wildcards which single wildcard would cover how many of the names
 */
public record IssuancePlan(
    Instant from,
    Instant to,
    long orders,
    Map<LocalDate, Long> perDay,
    List<Planned> next,
    List<Deferred> deferred,
    List<Wildcard> wildcards) {

  /**
   * An order to come.
   *
   * @param why {@code first}, {@code renewal}, {@code renewal-info}, {@code retry}
   */
  public record Planned(DomainName name, Instant at, String why) {}

  /**
   * An order that has to wait.
   *
   * @param limit which limit, in words
   */
  public record Deferred(DomainName name, Instant until, String limit) {}

  /** A wildcard that would stand for several certificates. */
  public record Wildcard(String name, long covers) {}
}
