package io.treeline.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code routes}. */
final class RouteReader {

  private static final List<String> TARGETS = List.of("proxy", "static", "welcome");

  private final PathReader paths;

  RouteReader(PathReader paths) {
    this.paths = paths;
  }

  List<Route> read(Fields role) {
    List<Route> routes = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    for (Spot spot : role.items("routes")) {
      Route route = route(spot);
      if (route != null) {
        refuseSecond(route, spot, seen);
        routes.add(route);
      }
    }
    return routes;
  }

  private @Nullable Route route(Spot spot) {
    Fields fields = spot.fields("path", "hosts", "proxy", "static", "welcome");
    String path =
        fields
            .required("path", "it starts with a slash; \"/\" stands for every path")
            .map(RouteReader::path)
            .orElse(null);
    List<HostPattern> hosts =
        fields.items("hosts").stream()
            .map(AddressReader::hostPattern)
            .filter(Objects::nonNull)
            .toList();
    Route.Target target = target(fields);
    return path == null || target == null ? null : new Route(path, hosts, target);
  }

  private static @Nullable String path(Spot spot) {
    String path = spot.text();
    if (path != null && !path.matches("/[!-~&&[^?#]]*")) {
      spot.problem("must start with a slash and hold no space, '?' or '#'.");
      return null;
    }
    return path;
  }

  private Route.@Nullable Target target(Fields fields) {
    List<Spot> given = TARGETS.stream().flatMap(key -> fields.spot(key).stream()).toList();
    if (given.size() != 1) {
      if (fields.wasObject()) {
        fields.object().problem("needs exactly one of " + Suggestion.listed(TARGETS) + ".");
      }
      return null;
    }
    Spot spot = given.getFirst();
    return fields.spot("proxy").isPresent()
        ? proxy(spot)
        : fields.spot("static").isPresent() ? directory(spot) : welcome(spot);
  }

  private static Route.@Nullable Target proxy(Spot spot) {
    URI uri = AddressReader.url(spot, List.of("http", "https"));
    if (uri == null) {
      return null;
    }
    if (!Set.of("", "/").contains(uri.getRawPath())) {
      spot.problem("must have no path: the request's own path is passed on as it is.");
      return null;
    }
    return new Route.Proxy(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  private Route.@Nullable Target directory(Spot spot) {
    Path path = paths.path(spot);
    return path == null ? null : new Route.Static(path);
  }

  private static Route.@Nullable Target welcome(Spot spot) {
    Boolean wanted = spot.flag();
    if (wanted == null || !wanted) {
      if (wanted != null) {
        spot.problem("can only be true; remove the route instead.");
      }
      return null;
    }
    return new Route.Welcome();
  }

  private static void refuseSecond(Route route, Spot spot, Map<String, String> seen) {
    List<HostPattern> hosts = route.hosts();
    List<String> keys =
        hosts.isEmpty()
            ? List.of(route.path())
            : hosts.stream().map(host -> host + " " + route.path()).toList();
    for (String key : keys) {
      String first = seen.putIfAbsent(key, spot.place());
      if (first != null) {
        spot.problem("is never reached: " + first + " has the same path and host.");
        return;
      }
    }
  }
}
