package io.treeline.acme.plan;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which authority is asked, by what is known of those that could not be reached or asked everybody
 * for patience. While one is away, one domain at a time tries it, so that not every domain finds
 * out by itself; once it is away for long the others ask the next one that isn't away, until it
 * answers again.
 *
 * <p>Kept in memory only: after a restart the first domain finds out anew. Safe for use by several
 * threads.
 *
 * @param <T> what is said of one that is away
 */
public final class Reachability<T> {

  /** From when on it is said to people, and the next authority is asked. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private final List<URI> directories;
  private final Map<URI, Absence<T>> absences = new HashMap<>();

  /** One that doesn't answer; those that do aren't kept. */
  private record Absence<T>(Instant since, Instant until, T why, boolean tried) {

    boolean isLong(Instant now) {
      return since.plus(LONG).isBefore(now);
    }

    boolean hasRoom(Instant now) {
      return !tried && !until.isAfter(now);
    }
  }

  /** An authority that is away. Immutable. */
  public record Away<T>(URI directory, Instant since, T why) {}

  /**
   * Authorities of which nothing bad is known.
   *
   * @param directories in the order in which they are asked
   */
  public Reachability(List<URI> directories) {
    if (directories.isEmpty()) {
      throw new IllegalArgumentException("no directory");
    }
    this.directories = List.copyOf(directories);
  }

  /** Says for each of the domains that are looked at together whom it asks. For one thread. */
  public final class Look {

    private final Instant now;
    private final Map<URI, Boolean> dealt = new HashMap<>();

    private Look(Instant now) {
      this.now = now;
    }

    /**
     * The authority for the next domain: the first at first, the one after it after each failed
     * attempt; null if it has to wait for one that is away.
     *
     * @param failures attempts of it that failed in a row
     */
    public @Nullable URI next(int failures) {
      for (int i = 0; i < directories.size(); i++) {
        URI directory = directories.get((failures + i) % directories.size());
        Absence<T> absence = absence(directory);
        if (absence == null || tries(directory, absence)) {
          return directory;
        }
        if (i == 0 && !absence.isLong(now)) {
          return null;
        }
      }
      return null;
    }

    private boolean tries(URI directory, Absence<T> absence) {
      return absence.hasRoom(now) && dealt.put(directory, true) == null;
    }
  }

  /** Begins a look at what is due. */
  public Look look(Instant now) {
    return new Look(now);
  }

  /** One goes to ask it. */
  public synchronized void trying(URI directory) {
    tried(directory, true);
  }

  /** Who tried it found out nothing. */
  public synchronized void untried(URI directory) {
    tried(directory, false);
  }

  private void tried(URI directory, boolean tried) {
    absences.computeIfPresent(
        directory, (d, known) -> new Absence<>(known.since, known.until, known.why, tried));
  }

  /**
   * It didn't answer, or asks everybody for patience.
   *
   * @param until when one may try it again
   * @return whether that is news
   */
  public synchronized boolean isAway(URI directory, T why, Instant until, Instant now) {
    Absence<T> known = absences.get(directory);
    Instant since = known == null ? now : known.since;
    absences.put(directory, new Absence<>(since, until, why, false));
    return known == null;
  }

  /**
   * It answered.
   *
   * @return whether that is news
   */
  public synchronized boolean answered(URI directory) {
    return absences.remove(directory) != null;
  }

  /**
   * Whether a domain may ask one at once, such as the next after it found one away.
   *
   * @param failures attempts of it that failed in a row
   */
  public boolean mayAsk(int failures, Instant now) {
    return look(now).next(failures) != null;
  }

  /** What is said of it; null if it isn't away. */
  public synchronized @Nullable T why(URI directory) {
    Absence<T> known = absences.get(directory);
    return known == null ? null : known.why;
  }

  /** When it is asked again at the earliest; null if it isn't away. */
  public synchronized @Nullable Instant until(URI directory) {
    Absence<T> known = absences.get(directory);
    return known == null ? null : known.until;
  }

  /** Those that are away for so long that a person should know. */
  public synchronized List<Away<T>> awayLong(Instant now) {
    List<Away<T>> found = new ArrayList<>();
    absences.forEach((directory, absence) -> {
      if (absence.isLong(now)) {
        found.add(new Away<>(directory, absence.since, absence.why));
      }
    });
    return found;
  }

  private synchronized @Nullable Absence<T> absence(URI directory) {
    return absences.get(directory);
  }
}
