package io.treeline.bench.renewal;

import java.time.Duration;
import java.util.List;

/**
 * The premises of a run. Immutable.
 *
 * @param domains with a certificate before the start
 * @param accounts among which tenants are spread
 * @param directories 1, or 2 to turn to another authority during an outage of the first
 * @param newPerDay names that are added each day
 * @param isEven whether the budget is told the even load
 */
record Scenario(
    int domains,
    int tenants,
    int accounts,
    int directories,
    Duration lifetime,
    int newPerDay,
    int days,
    boolean isEven,
    List<Event> events) {

  /** How long a certificate is in use if nothing happens: 2/3 of its lifetime, or 1/2. */
  Duration kept() {
    return lifetime.compareTo(Duration.ofDays(10)) < 0
        ? lifetime.dividedBy(2)
        : lifetime.multipliedBy(2).dividedBy(3);
  }

  Scenario withoutEvenness() {
    return new Scenario(
        domains, tenants, accounts, directories, lifetime, newPerDay, days, false, events);
  }
}
