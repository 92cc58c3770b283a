package io.treeline.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where requests for a path go.
 *
 * @param path starts with a slash; stands for itself and all below it
 * @param hosts the hosts that it is for; empty for every host
 */
public record Route(String path, List<HostPattern> hosts, Target target) {

  public Route {
    hosts = List.copyOf(hosts);
  }

  /** What answers a request. */
  public sealed interface Target {}

  /**
   * Another HTTP server, WebSocket upgrades included.
   *
   * @param upstream scheme {@code http} or {@code https}, host and port; its path is empty
   */
  public record Proxy(URI upstream) implements Target {}

  /** The files of a directory. */
  public record Static(Path directory) implements Target {}

  /** A page of Treeline's own that says that it runs. */
  public record Welcome() implements Target {}
}
