package io.treeline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the whole text once: its parts, then what must hold between them. */
final class RootReader {

  private final List<Problem> problems;
  private final Map<String, String> placeOfName = new LinkedHashMap<>();
  private final List<PlacedRole> roles = new ArrayList<>();

  RootReader(List<Problem> problems) {
    this.problems = problems;
  }

  @Nullable Configuration read(Spot root, Path dataDirectory) {
    Fields fields = root.fields("$schema", "general", "aliases", "roles", "structure");
    fields.spot("$schema").ifPresent(Spot::text);
    General general = GeneralReader.read(fields);
    readRoles(fields, new RoleReader(PathReader.of(dataDirectory, fields)));
    StructureReader structureReader = new StructureReader(placeOfName.keySet());
    List<Site> structure = structureReader.read(fields);
    if (!structure.isEmpty()) {
      reportUnplaced(structureReader);
    }
    checkPorts(structure);
    return general == null
        ? null
        : new Configuration(general, roles.stream().map(PlacedRole::role).toList(), structure);
  }

  private void readRoles(Fields root, RoleReader reader) {
    root.required("roles", "list the roles that this installation runs")
        .ifPresent(list -> {
          List<Spot> items = list.items();
          if (list.isList() && items.isEmpty()) {
            list.problem("must list at least one role.");
          }
          items.forEach(item -> readRole(item, reader));
        });
  }

  private void readRole(Spot item, RoleReader reader) {
    Role role = reader.read(item);
    String name = item.textAt("name");
    if (name != null) {
      String first = placeOfName.putIfAbsent(name, item.place());
      if (first != null) {
        item.problemBelow(
            "name", "the name '" + name + "' is taken by " + first + "; each role needs its own.");
      }
    }
    if (role != null) {
      roles.add(new PlacedRole(item.place(), role));
    }
  }

  private void reportUnplaced(StructureReader structure) {
    placeOfName.forEach((name, place) -> {
      if (!structure.places(name)) {
        problems.add(
            new Problem(
                place + ".name",
                "no server of the structure runs the role '"
                    + name
                    + "'; add it to a server's roles, or remove it."));
      }
    });
  }

  private void checkPorts(List<Site> structure) {
    List<Server> servers = structure.stream().flatMap(site -> site.servers().stream()).toList();
    if (servers.isEmpty()) {
      PortPlan.check(roles, "", problems);
    }
    for (Server server : servers) {
      List<PlacedRole> here =
          roles.stream().filter(placed -> server.roles().contains(placed.role().name())).toList();
      PortPlan.check(here, " on server '" + server.name() + "'", problems);
    }
  }
}
