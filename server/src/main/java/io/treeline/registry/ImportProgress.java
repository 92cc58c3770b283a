package io.treeline.registry;

/** Hears how far a bulk import is. Called from the importing thread, often; must return at once. */
@FunctionalInterface
public interface ImportProgress {

  /** So many lines are read and judged. */
  void lines(long count);
}
