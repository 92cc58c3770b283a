package io.treeline.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server was started under a name that its configuration doesn't have; the message lists those it
 * has.
 */
public final class UnknownServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownServerException(@Nullable String asked, List<Server> servers) {
    super(sentence(asked, servers.stream().map(Server::name).collect(Collectors.joining(", "))));
  }

  private static String sentence(@Nullable String asked, String known) {
    return asked == null
        ? "The configuration lists several servers ("
            + known
            + "); say which one this is with --server NAME."
        : "The configuration has no server '" + asked + "'; it has " + known + ".";
  }
}
