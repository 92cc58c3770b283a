package io.treeline.acme.plan;

/**
 * A token bucket by the generic cell rate algorithm: the whole state of one is the instant at which
 * it is full again. All numbers are of one unit of time that the caller chooses. Immutable.
 *
 * @param size how many tokens it holds
 * @param interval in which one comes back
 */
record Bucket(long size, long interval) {

  /** From when {@code tokens} are there at once; of more than it holds, all that it holds. */
  long available(long fullAt, long tokens) {
    return fullAt - (size - Math.min(tokens, size)) * interval;
  }

  /** The state after tokens were taken, whether they were there or not. */
  long take(long fullAt, long tokens, long now) {
    return Math.max(fullAt, now) + tokens * interval;
  }
}
