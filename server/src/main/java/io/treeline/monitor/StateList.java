package io.treeline.monitor;

import io.treeline.core.name.DomainName;
import io.treeline.core.state.Condition;
import io.treeline.core.state.Reporter;
import io.treeline.core.state.StateEntry;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.store.StateEntryRow;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Guarded by itself, as are the maps below. */
  private final Map<Condition.Key, StateEntry> open = new HashMap<>();

  /** The entries of before the start that were not found again so far, by id. */
  private final Map<String, Instant> remembered = new HashMap<>();

  /** What is still to be written, by id; null to erase. */
  private final Map<String, @Nullable StateEntryRow> unwritten = new LinkedHashMap<>();

  /** A list that remembers since when the store's entries of this server are open. */
  public StateList(Store store, InstantSource clock, @Nullable String server) {
    this.store = store;
    this.clock = clock;
    this.server = server;
    for (StateEntryRow row : store.read(StoreRead::stateEntries)) {
      if (row.server() == null || row.server().equals(server)) {
        remembered.put(row.id(), row.since());
      }
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
      StateEntry next = entry(condition, before);
      if (next.equals(before)) {
        return;
      }
      open.put(condition.key(), next);
      if (before == null || before.status() != next.status()) {
        LOG.info(
            "state opens: {} {}{}: {}",
            next.status().word(),
            next.check(),
            spoken(next.where()),
            next.reason());
      }
      later(id(next.check(), next.where()), row(next));
    }
  }

  @Override
  public void close(Condition.Key key) {
    synchronized (open) {
      StateEntry before = open.remove(key);
      if (before != null) {
        LOG.info("state closes: {}{}: {}", before.check(), spoken(before.where()), before.reason());
        later(id(before.check(), before.where()), null);
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
      remembered.keySet().forEach(id -> later(id, null));
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

  private StateEntry entry(Condition condition, @Nullable StateEntry before) {
    Where where = placed(condition.where());
    return new StateEntry(
        condition.check(),
        condition.status(),
        condition.reason(),
        condition.action(),
        before != null ? before.since() : since(id(condition.check(), where)),
        where);
  }

  private Instant since(String id) {
    Instant earlier = remembered.remove(id);
    return earlier != null ? earlier : clock.instant();
  }

  /** A role is one of this server's; two servers may have roles of one name. */
  private Where placed(Where where) {
    boolean ofServer = where.role() != null && where.server() == null;
    return ofServer ? new Where(server, where.role(), where.domain()) : where;
  }

  private static String id(String check, Where where) {
    return String.join("|", check, text(where.server()), text(where.role()), text(where.domain()));
  }

  /** The place as it follows the name of the check in a log line. */
  private static String spoken(Where where) {
    String place =
        Stream.of(where.role(), where.domain())
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return place.isEmpty() ? "" : " (" + place + ")";
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static StateEntryRow row(StateEntry entry) {
    Where where = entry.where();
    DomainName domain = where.domain();
    return new StateEntryRow(
        id(entry.check(), where),
        entry.check(),
        entry.status().word(),
        entry.reason(),
        entry.action(),
        entry.since(),
        null,
        where.server(),
        where.role(),
        domain == null ? null : domain.text());
  }

  /** Has it written soon, together with what else there is by then. */
  private void later(String id, @Nullable StateEntryRow row) {
    boolean first = unwritten.isEmpty();
    unwritten.put(id, row);
    if (first) {
      writer.execute(this::write);
    }
  }

  /** What can't be written is still shown; it only loses its time at the next start. */
  private void write() {
    Map<String, @Nullable StateEntryRow> batch;
    synchronized (open) {
      batch = new LinkedHashMap<>(unwritten);
      unwritten.clear();
    }
    try {
      store.change(write -> batch.forEach((id, row) -> write(write, id, row)));
    } catch (StoreException e) {
      LOG.warn("An entry of system_state could not be written: {}", e.getMessage());
    }
  }

  private static void write(StoreWrite write, String id, @Nullable StateEntryRow row) {
    if (row == null) {
      write.removeStateEntry(id);
    } else {
      write.putStateEntry(row);
    }
  }
}
