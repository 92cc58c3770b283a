package io.treeline.config;

import java.util.List;

/** A place with servers. Immutable. */
public record Site(String name, List<Server> servers) {

  public Site {
    servers = List.copyOf(servers);
  }
}
