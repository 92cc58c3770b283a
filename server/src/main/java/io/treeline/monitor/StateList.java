package io.treeline.monitor;

import io.treeline.core.name.DomainName;
import io.treeline.core.state.Condition;
import io.treeline.core.state.Reporter;
import io.treeline.core.state.StateEntry;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.store.StateEntryRow;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import io.treeline.store.StoreRead;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of what now needs a person. Safe for use by several threads; reporting returns at once.
 *
 * <p>What is open is also written to the store, by one thread of its own, so that the time since
 * when outlives a restart: what is found again keeps its time, what isn't found again is forgotten
 * by {@link #forgetUnseen}.
 */
public final class StateList implements Reporter, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateList.class);

  private final Store store;
  private final InstantSource clock;
  private final @Nullable String server;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("state-writer").daemon().factory());

  /** Guarded by itself, as is {@link #remembered}. */
  private final Map<Condition.Key, StateEntry> open = new HashMap<>();

  /** The entries of before the start that were not found again so far, by id. */
  private final Map<String, Instant> remembered = new HashMap<>();

  /** A list that remembers since when the store's entries are open. */
  public StateList(Store store, InstantSource clock, @Nullable String server) {
    this.store = store;
    this.clock = clock;
    this.server = server;
    for (StateEntryRow row : store.read(StoreRead::stateEntries)) {
      remembered.put(row.id(), row.since());
    }
  }

  /** What is open now, the worst first. */
  public List<StateEntry> entries() {
    synchronized (open) {
      return open.values().stream()
          .sorted(
              Comparator.comparing(StateEntry::status)
                  .reversed()
                  .thenComparing(StateEntry::since)
                  .thenComparing(StateEntry::reason))
          .toList();
    }
  }

  @Override
  public void open(Condition condition) {
    synchronized (open) {
      StateEntry before = open.get(condition.key());
      StateEntry next = entry(condition, since(condition.key(), before));
      if (!next.equals(before)) {
        open.put(condition.key(), next);
        LOG.info("state opens: {} {}: {}", next.status().word(), next.check(), next.reason());
        write(row(condition.key(), next));
      }
    }
  }

  @Override
  public void close(Condition.Key key) {
    synchronized (open) {
      StateEntry before = open.remove(key);
      if (before != null) {
        LOG.info("state closes: {}: {}", before.check(), before.reason());
        erase(id(key));
      }
    }
  }

  @Override
  public void replace(String check, Collection<Condition> conditions) {
    Set<Condition.Key> found = new HashSet<>();
    conditions.forEach(condition -> found.add(condition.key()));
    List<Condition.Key> gone = new ArrayList<>();
    synchronized (open) {
      for (Condition.Key key : open.keySet()) {
        if (key.check().equals(check) && !found.contains(key)) {
          gone.add(key);
        }
      }
      gone.forEach(this::close);
      conditions.forEach(this::open);
    }
  }

  /** Takes what was open before the start and wasn't found again for over. */
  public void forgetUnseen() {
    synchronized (open) {
      remembered.keySet().forEach(this::erase);
      remembered.clear();
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The last entries of system_state were not written in 5 s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Instant since(Condition.Key key, @Nullable StateEntry before) {
    if (before != null) {
      return before.since();
    }
    Instant earlier = remembered.remove(id(key));
    return earlier != null ? earlier : clock.instant();
  }

  private StateEntry entry(Condition condition, Instant since) {
    Where where = condition.where();
    boolean ofServer = where.role() != null && where.server() == null;
    return new StateEntry(
        condition.check(),
        condition.status(),
        condition.reason(),
        condition.action(),
        since,
        ofServer ? new Where(server, where.role(), where.domain()) : where);
  }

  private static String id(Condition.Key key) {
    Where where = key.where();
    return String.join(
        "|", key.check(), text(where.server()), text(where.role()), text(where.domain()));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static StateEntryRow row(Condition.Key key, StateEntry entry) {
    Where where = entry.where();
    DomainName domain = where.domain();
    Status status = entry.status();
    return new StateEntryRow(
        id(key),
        entry.check(),
        status.word(),
        entry.reason(),
        entry.action(),
        entry.since(),
        null,
        where.server(),
        where.role(),
        domain == null ? null : domain.text());
  }

  private void write(StateEntryRow row) {
    later(() -> store.change(write -> write.putStateEntry(row)));
  }

  private void erase(String id) {
    later(() -> store.change(write -> write.removeStateEntry(id)));
  }

  /** What can't be written is still shown; it only loses its time at the next start. */
  private void later(Runnable write) {
    writer.execute(() -> {
      try {
        write.run();
      } catch (StoreException e) {
        LOG.warn("An entry of system_state could not be written: {}", e.getMessage());
      }
    });
  }
}
