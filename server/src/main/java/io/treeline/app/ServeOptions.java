package io.treeline.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code treeline serve} was told on its command line. Immutable.
 *
 * @param config the configuration to activate if it is new; null for the one in force
 * @param data the data directory
 * @param server this server's name in the configuration; null where it has only one
 * @param db where the shared store is, may hold a password; null for the file in the data directory
 * @param demo whether to fill an empty data directory with an example
 */
public record ServeOptions(
    @Nullable Path config, Path data, @Nullable String server, @Nullable String db, boolean demo) {

  /** Without the store's address, which may hold a password. */
  @Override
  public String toString() {
    return "ServeOptions[config=" + config + ", data=" + data + ", server=" + server + "]";
  }
}
