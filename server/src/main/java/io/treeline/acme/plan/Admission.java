package io.treeline.acme.plan;

import java.time.Instant;
import java.util.List;

/**
 * Who may go now. Immutable.
 *
 * <p>A candidate that is in neither list goes on waiting as it does: there was no room for more at
 * once, or it isn't due and wasn't drawn ahead.
 *
 * @param admitted in the order of their turns
 * @param deferred those that wait for a limit, in the order in which they will get it
 */
public record Admission(List<Admitted> admitted, List<Deferred> deferred) {

  /**
   * One that may go.
   *
   * @param spent what has to be in the store before the first of its orders is made
   */
  public record Admitted(Candidate candidate, List<Spent> spent) {}

  /**
   * One that has to wait.
   *
   * @param until when it should ask again; by what is known now it will get its turn then
   * @param limit what it waits for, in words
   */
  public record Deferred(Candidate candidate, Instant until, String limit) {}
}
