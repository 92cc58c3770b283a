package io.treeline.acme.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * What was spent of one limit, by subject. Not safe for several threads.
 *
 * <p>Beside that it keeps what was promised, during one admission, to those that wait: the next one
 * of the same subject comes after them.
 */
final class Tally {

  private final Limit limit;
  private final Bucket bucket;
  private final Map<String, Long> fullAt = new HashMap<>();
  private final Map<String, Long> promised = new HashMap<>();

  Tally(Limit limit) {
    this.limit = limit;
    this.bucket = limit.bucket();
  }

  Tally copy() {
    Tally copy = new Tally(limit);
    copy.fullAt.putAll(fullAt);
    return copy;
  }

  Limit limit() {
    return limit;
  }

  void begin() {
    promised.clear();
  }

  /** Whether nothing of it is spent or promised. */
  boolean isUntouched() {
    return fullAt.isEmpty() && promised.isEmpty();
  }

  /** From when that many are there for a subject, after those that were promised. */
  long available(String subject, int tokens) {
    Long full = promised.get(subject);
    if (full == null) {
      full = fullAt.get(subject);
    }
    return full == null ? Long.MIN_VALUE : bucket.available(full, tokens);
  }

  void promise(String subject, int tokens, long at) {
    long full = promised.getOrDefault(subject, fullAt.getOrDefault(subject, at));
    promised.put(subject, bucket.take(full, tokens, at));
  }

  /** Takes tokens, whether they are there or not, and gives the new state. */
  long take(String subject, int tokens, long now) {
    long full = bucket.take(fullAt.getOrDefault(subject, now), tokens, now);
    fullAt.put(subject, full);
    return full;
  }

  /** Gives tokens back, and gives the new state. */
  long giveBack(String subject, int tokens, long now) {
    long full = Math.max(now, fullAt.getOrDefault(subject, now) - tokens * bucket.interval());
    fullAt.put(subject, full);
    return full;
  }

  /** Has nothing spent any more. */
  void reset(String subject) {
    fullAt.remove(subject);
  }

  void restore(String subject, long full) {
    fullAt.put(subject, full);
  }

  /** How many are there now. */
  long left(String subject, long now) {
    long spent = Math.max(0, fullAt.getOrDefault(subject, now) - now);
    return Math.max(0, bucket.size() - (spent + bucket.interval() - 1) / bucket.interval());
  }

  long fullAt(String subject, long now) {
    return Math.max(now, fullAt.getOrDefault(subject, now));
  }

  void forget(long now) {
    fullAt.values().removeIf(full -> full <= now);
  }
}
