package io.treeline.config;

import java.util.List;

/**
 * One machine that runs Treeline.
 *
 * @param name unique in the installation
 * @param roles the names of the roles that it runs
 */
public record Server(String name, List<String> roles) {

  public Server {
    roles = List.copyOf(roles);
  }
}
