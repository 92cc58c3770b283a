package io.treeline.acme;

import io.treeline.acme.IssuanceReports.Unreachable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which authorities could not be reached or asked everybody for patience, so that not
 * every domain finds out by itself: while one is away, one domain at a time tries it.
 *
 * <p>Kept in memory only: after a restart the first domain finds out anew. Safe for use by several
 * threads.
 */
final class Reachability {

  /** From when on it is said to people, and the next authority is asked. */
  private static final Duration LONG = Duration.ofMinutes(10);

  /** One that doesn't answer; those that do aren't kept. */
  private record Away(Instant since, Instant until, Trouble trouble, boolean tried) {}

  private final Map<URI, Away> away = new HashMap<>();

  /**
   * The authority to ask: the first at first, the next after each failed attempt; and not one that
   * is away for long while another isn't.
   *
   * @param failures attempts that failed in a row
   */
  synchronized URI choose(List<URI> directories, int failures, Instant now) {
    for (int i = 0; i < directories.size(); i++) {
      URI directory = directories.get((failures + i) % directories.size());
      if (!isAwayLong(directory, now)) {
        return directory;
      }
    }
    return directories.get(failures % directories.size());
  }

  /** How many may ask it now: none, one that tries, or all. */
  synchronized int room(URI directory, Instant now) {
    Away known = away.get(directory);
    if (known == null) {
      return Integer.MAX_VALUE;
    }
    return known.tried() || known.until().isAfter(now) ? 0 : 1;
  }

  /** One goes to ask it. */
  synchronized void trying(URI directory) {
    Away known = away.get(directory);
    if (known != null) {
      away.put(directory, new Away(known.since(), known.until(), known.trouble(), true));
    }
  }

  /**
   * It didn't answer, or asks everybody for patience.
   *
   * @return whether that is news
   */
  synchronized boolean isAway(URI directory, Trouble trouble, Instant until, Instant now) {
    Away known = away.get(directory);
    away.put(directory, new Away(known == null ? now : known.since(), until, trouble, false));
    return known == null;
  }

  /**
   * It answered.
   *
   * @return whether that is news
   */
  synchronized boolean answered(URI directory) {
    return away.remove(directory) != null;
  }

  /** Who tried it found out nothing. */
  synchronized void untried(URI directory) {
    Away known = away.get(directory);
    if (known != null) {
      away.put(directory, new Away(known.since(), known.until(), known.trouble(), false));
    }
  }

  /** Why nobody asks it now; null if it isn't away. */
  synchronized @Nullable Trouble trouble(URI directory) {
    Away known = away.get(directory);
    return known == null ? null : known.trouble();
  }

  /** Those that are away for so long that a person should know. */
  synchronized List<Unreachable> awayLong(Instant now) {
    List<Unreachable> found = new ArrayList<>();
    for (URI directory : Set.copyOf(away.keySet())) {
      Away known = away.get(directory);
      if (known != null && isAwayLong(directory, now)) {
        found.add(new Unreachable(directory, known.since(), known.trouble()));
      }
    }
    return found;
  }

  private boolean isAwayLong(URI directory, Instant now) {
    Away known = away.get(directory);
    return known != null && known.since().plus(LONG).isBefore(now);
  }
}
