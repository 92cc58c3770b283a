package io.treeline.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code structure}: which server of which site runs which roles. */
final class StructureReader {

  private final Set<String> roleNames;
  private final Set<String> sites = new HashSet<>();
  private final Set<String> servers = new HashSet<>();
  private final Set<String> placed = new HashSet<>();

  /**
   * @param roleNames the names that {@code roles} defines, those of faulty roles included
   */
  StructureReader(Set<String> roleNames) {
    this.roleNames = new LinkedHashSet<>(roleNames);
  }

  List<Site> read(Fields root) {
    List<Site> read = new ArrayList<>();
    for (Spot spot : root.items("structure")) {
      read.add(site(spot));
    }
    return read;
  }

  /** Whether some server runs the role. */
  boolean places(String role) {
    return placed.contains(role);
  }

  private Site site(Spot spot) {
    Fields fields = spot.fields("site", "servers");
    String name = unique(fields, "site", sites, "give the site a name");
    List<Server> read = new ArrayList<>();
    fields
        .required("servers", "list the site's servers")
        .ifPresent(list -> list.items().forEach(server -> read.add(server(server))));
    return new Site(name, read);
  }

  private Server server(Spot spot) {
    Fields fields = spot.fields("server", "roles");
    String name = unique(fields, "server", servers, "give the server a name");
    List<String> roles = new ArrayList<>();
    fields
        .required("roles", "list the names of the roles that it runs")
        .ifPresent(list -> list.items().forEach(item -> addRole(item, roles)));
    return new Server(name, roles);
  }

  private void addRole(Spot spot, List<String> roles) {
    String role = spot.text();
    if (role == null) {
      return;
    }
    if (!roleNames.contains(role)) {
      spot.problem("there is no role '" + role + "'; " + Suggestion.among(roleNames, role));
    } else if (roles.contains(role)) {
      spot.problem("the role '" + role + "' is listed twice.");
    } else {
      placed.add(role);
      roles.add(role);
    }
  }

  private static String unique(Fields fields, String key, Set<String> seen, String hint) {
    @Nullable String name = fields.required(key, hint).map(Spot::word).orElse(null);
    if (name != null && !seen.add(name)) {
      fields
          .object()
          .problemBelow(key, "the name '" + name + "' is used twice; each needs its own.");
    }
    return name == null ? "" : name;
  }
}
