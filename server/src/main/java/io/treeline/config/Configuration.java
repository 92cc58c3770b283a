package io.treeline.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that has passed every check: the installation's names, its roles, and which
 * server runs which of them.
 *
 * <p>Only {@link ConfigurationReader} makes one from text, so a value of this type is always whole.
 * Immutable.
 *
 * @param roles every role of the installation, in the file's order
 * @param structure the sites with their servers; empty where one server runs everything
 */
public record Configuration(General general, List<Role> roles, List<Site> structure) {

  public Configuration {
    roles = List.copyOf(roles);
    structure = List.copyOf(structure);
  }

  /**
   * The configuration that runs where there is no file and the store has none: all four roles on
   * unprivileged ports, the admin API on the loopback address only.
   */
  public static Configuration builtIn() {
    return BuiltIn.read();
  }

  /**
   * The roles that a server runs, in the order in which the structure names them.
   *
   * <p>Without a structure, and where it has a single server, those are all roles, whatever the
   * server is called.
   *
   * @param serverName the name that the server was started with, null if with none
   * @throws UnknownServerException if there are several servers and none has that name
   */
  public List<Role> forServer(@Nullable String serverName) {
    List<Server> servers = servers();
    if (servers.size() < 2) {
      return roles;
    }
    return servers.stream()
        .filter(server -> server.name().equals(serverName))
        .findFirst()
        .map(this::rolesOf)
        .orElseThrow(() -> new UnknownServerException(serverName, servers));
  }

  /** Every server of every site. */
  public List<Server> servers() {
    return structure.stream().flatMap(site -> site.servers().stream()).toList();
  }

  private List<Role> rolesOf(Server server) {
    return server.roles().stream().flatMap(name -> named(name).stream()).toList();
  }

  private List<Role> named(String name) {
    return roles.stream().filter(role -> role.name().equals(name)).toList();
  }
}
