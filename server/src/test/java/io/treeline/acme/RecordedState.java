package io.treeline.acme;

import io.treeline.core.state.Condition;
import io.treeline.core.state.Reporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is open in system_state. Safe for use by several threads. */
final class RecordedState implements Reporter {

  private final Map<Condition.Key, Condition> open = new ConcurrentHashMap<>();

  @Override
  public void open(Condition condition) {
    open.put(condition.key(), condition);
  }

  @Override
  public void close(Condition.Key key) {
    open.remove(key);
  }

  @Override
  public void replace(String check, Collection<Condition> conditions) {
    open.keySet().removeIf(key -> key.check().equals(check));
    conditions.forEach(this::open);
  }

  /** The checks that found something, each with the domain's name. */
  List<String> found() {
    return open.keySet().stream()
        .map(key -> key.check() + " " + key.where().domain())
        .sorted()
        .toList();
  }

  Condition only(String check) {
    List<Condition> found =
        open.values().stream().filter(each -> each.check().equals(check)).toList();
    if (found.size() != 1) {
      throw new AssertionError(check + ": " + found);
    }
    return found.getFirst();
  }
}
