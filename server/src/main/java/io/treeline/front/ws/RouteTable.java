package io.treeline.front.ws;

import io.treeline.config.HostPattern;
import io.treeline.config.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which route a request takes: the most specific hosts first (the name, then the longest wildcard,
 * then every host), and among those the longest path. A path stands for itself and what lies below
 * it: {@code /sip} takes {@code /sip/ws}, not {@code /siptrace}.
 *
 * <p>Where no route of the more specific hosts has the path, the less specific ones are asked.
 * Immutable.
 */
final class RouteTable {

  private static final Entry[] NO_ENTRIES = {};

  /** Has nothing at any address. */
  static final RouteTable EMPTY = new RouteTable(Map.of(), Map.of(), NO_ENTRIES);

  /** A route with what answers it. */
  record Entry(String path, Responder responder) {}

  private final Map<String, Entry[]> byName;
  private final Map<String, Entry[]> byWildcard;
  private final Entry[] everyHost;

  private RouteTable(
      Map<String, Entry[]> byName, Map<String, Entry[]> byWildcard, Entry[] everyHost) {
    this.byName = byName;
    this.byWildcard = byWildcard;
    this.everyHost = everyHost;
  }

  /** The table of routes in any order; of two that are alike the first counts. */
  static RouteTable of(List<Route> routes, Function<Route.Target, Responder> responders) {
    Map<String, List<Entry>> names = new HashMap<>();
    Map<String, List<Entry>> wildcards = new HashMap<>();
    List<Entry> every = new ArrayList<>();
    for (Route route : routes) {
      Entry entry = new Entry(trimmed(route.path()), responders.apply(route.target()));
      if (route.hosts().isEmpty()) {
        every.add(entry);
      }
      for (HostPattern host : route.hosts()) {
        (host.wildcard() ? wildcards : names)
            .computeIfAbsent(host.name().text(), h -> new ArrayList<>())
            .add(entry);
      }
    }
    return new RouteTable(sorted(names), sorted(wildcards), sorted(every));
  }

  /**
   * The route for a request.
   *
   * @param host in lower case, without a port
   * @param path normalised
   */
  @Nullable Entry find(String host, String path) {
    if (!byName.isEmpty()) {
      Entry found = longest(byName.getOrDefault(host, NO_ENTRIES), path);
      if (found != null) {
        return found;
      }
    }
    if (!byWildcard.isEmpty()) {
      for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        Entry found = longest(byWildcard.getOrDefault(host.substring(dot + 1), NO_ENTRIES), path);
        if (found != null) {
          return found;
        }
      }
    }
    return longest(everyHost, path);
  }

  private static @Nullable Entry longest(Entry[] longestFirst, String path) {
    for (Entry entry : longestFirst) {
      String prefix = entry.path;
      int length = prefix.length();
      if (path.startsWith(prefix) && (path.length() == length || path.charAt(length) == '/')) {
        return entry;
      }
    }
    return null;
  }

  /** Without its last slash, so that the root is the empty text and every prefix ends a segment. */
  private static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static Map<String, Entry[]> sorted(Map<String, List<Entry>> lists) {
    Map<String, Entry[]> arrays = new HashMap<>();
    lists.forEach((host, entries) -> arrays.put(host, sorted(entries)));
    return Map.copyOf(arrays);
  }

  private static Entry[] sorted(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparingInt((Entry e) -> e.path.length()).reversed())
        .toArray(Entry[]::new);
  }
}
