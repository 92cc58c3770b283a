package io.treeline.acme;

import io.treeline.store.Store;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Has the wall clock looked after: sees it jump, has it compared with the authorities' while
 * anything is planned, and tells people what is wrong with it. For one thread; the comparison is
 * made on another.
 */
final class ClockWatch {

  /** Later than any renewal. */
  private static final Instant FAR = Instant.ofEpochSecond(1L << 33);

  private final Store store;
  private final WallClock wallClock;
  private final List<URI> directories;
  private final Predicate<URI> isLeftAlone;
  private final IssuanceReports reports;
  private final Executor threads;
  private final Bell bell;

  ClockWatch(
      Store store,
      WallClock wallClock,
      List<URI> directories,
      Predicate<URI> isLeftAlone,
      IssuanceReports reports,
      Executor threads,
      Bell bell) {
    this.store = store;
    this.wallClock = wallClock;
    this.directories = directories;
    this.isLeftAlone = isLeftAlone;
    this.reports = reports;
    this.threads = threads;
    this.bell = bell;
  }

  /** Looks at it now; whether orders may be made by it. */
  boolean isTrusted() {
    Trouble jumped = wallClock.look();
    if (jumped != null) {
      note("clock.jumped", jumped.sentence());
    }
    boolean isTrusted = wallClock.isTrusted();
    reports.clock(wallClock.trouble());
    return isTrusted;
  }

  /**
   * Has it compared if it is time. Where nothing is planned, no authority is asked anything, nor is
   * one that wants to be left alone.
   */
  void compare() {
    boolean isPlanned = !store.read(read -> read.acmeDomainsDue(FAR, 1)).isEmpty();
    if (isPlanned && wallClock.wantsCheck()) {
      threads.execute(() -> {
        Trouble before = wallClock.trouble();
        wallClock.check(directories.stream().filter(isLeftAlone.negate()).toList());
        compared(before, wallClock.trouble());
        bell.ring();
      });
    }
  }

  private void compared(@Nullable Trouble before, @Nullable Trouble after) {
    if (after != null && before == null) {
      note("clock.wrong", after.sentence());
    } else if (after == null && before != null) {
      note("clock.right", "The clock agrees with the authority's.");
    }
  }

  private void note(String event, String message) {
    store.change(write -> IssuanceLog.note(write, event, message));
  }
}
