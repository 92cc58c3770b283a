package io.treeline.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP and WebSocket front.
 *
 * @param httpPort the plain listener's port; 0 lets the system choose one
 * @param httpsPort the TLS listener's port; 0 lets the system choose one
 * @param certdir the directory with {@code server.key} and {@code server.crt}, null where none is
 *     set
 * @param routes in the file's order; which one a request takes is the front's to decide
 */
public record WsRole(
    String name, Bind bind, int httpPort, int httpsPort, @Nullable Path certdir, List<Route> routes)
    implements Role {

  public WsRole {
    routes = List.copyOf(routes);
  }
}
