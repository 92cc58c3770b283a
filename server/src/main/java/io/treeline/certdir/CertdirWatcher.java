package io.treeline.certdir;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at certdirs when something happens in their directories, on one thread for all.
 *
 * <p>A look waits until it has been quiet for a moment, so that both files are there. Every few
 * seconds it asks for the files' stamps without being told: network file systems tell nothing, and
 * the kernel's watches can run out.
 */
final class CertdirWatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CertdirWatcher.class);

  private static final Duration QUIET = Duration.ofMillis(300);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration SECOND_LOOK = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofSeconds(3);

  private final WatchService service;
  private final List<Watched> watched = new CopyOnWriteArrayList<>();
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  CertdirWatcher() {
    try {
      service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new IllegalStateException("The system gives no more file watches.", e);
    }
    thread = Thread.ofPlatform().name("certdir-watcher").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(Certdir certdir) {
    Watched added = new Watched(certdir);
    watched.add(added);
    watch();
  }

  void remove(Certdir certdir) {
    watched.removeIf(each -> each.certdir() == certdir);
    watch();
  }

  @Override
  public void close() {
    closed = true;
    try {
      service.close();
      thread.join();
    } catch (IOException e) {
      LOG.debug("closing the file watches", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long polled = System.nanoTime();
    while (!closed) {
      try {
        WatchKey key = service.poll(nanosToWait(polled), TimeUnit.NANOSECONDS);
        long now = System.nanoTime();
        if (key != null) {
          takeAll(key);
          watched.forEach(each -> stir(each, now));
        } else if (now - polled >= POLL.toNanos()) {
          polled = now;
          watched.stream().filter(Watched::hasChanged).forEach(each -> stir(each, now));
          watch();
        }
        lookWhereDue(now);
      } catch (ClosedWatchServiceException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void stir(Watched each, long now) {
    each.stir(now, QUIET.toNanos(), LONGEST_WAIT.toNanos());
  }

  private void takeAll(WatchKey first) {
    for (WatchKey key = first; key != null; key = service.poll()) {
      key.pollEvents();
      key.reset();
    }
  }

  private long nanosToWait(long polled) {
    long now = System.nanoTime();
    long next = polled + POLL.toNanos() - now;
    for (Watched each : watched) {
      if (each.dueNanos() != Watched.NOT_DUE) {
        next = Math.min(next, each.dueNanos() - now);
      }
    }
    return Math.max(next, 0);
  }

  private void lookWhereDue(long now) {
    boolean looked = false;
    for (Watched each : watched) {
      if (each.dueNanos() != Watched.NOT_DUE && each.dueNanos() - now <= 0) {
        each.look(now, SECOND_LOOK.toNanos());
        looked = true;
      }
    }
    if (looked) {
      watch();
    }
  }

  /** Watches what there is to watch now: links and directories may have been exchanged. */
  private synchronized void watch() {
    Set<Path> wanted = new HashSet<>();
    watched.forEach(each -> wanted.addAll(each.directories()));
    keys.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue(), wanted));
    wanted.forEach(this::watch);
  }

  private static boolean isOver(Path path, WatchKey key, Set<Path> wanted) {
    if (!wanted.contains(path)) {
      key.cancel();
    }
    return !key.isValid();
  }

  private void watch(Path path) {
    try {
      // A directory that was exchanged has the same path and wants a new watch; registering the
      // same one twice gives the same key.
      WatchKey key =
          path.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      WatchKey before = keys.put(path, key);
      if (before != null && !before.equals(key)) {
        before.cancel();
      }
    } catch (IOException | ClosedWatchServiceException e) {
      LOG.debug("{} is not watched, only polled: {}", path, e.toString());
    }
  }
}
