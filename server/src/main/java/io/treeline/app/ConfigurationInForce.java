package io.treeline.app;

import io.treeline.config.Configuration;
import io.treeline.config.ConfigurationReader;
import io.treeline.config.Problem;
import io.treeline.config.Reading;
import io.treeline.store.AuditLine;
import io.treeline.store.ConfigVersionRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which configuration rules at a start: the file, if it changed since this server last read
 * it; else the version that the store has as active; else the built-in one.
 */
final class ConfigurationInForce {

  private static final String ACTIVE = "active";
  private static final String RETIRED = "retired";

  private final Store store;
  private final ConfigurationReader reader;
  private final InstantSource clock;
  private final String by;

  /** {@code server} is this server's name, null where there is only one. */
  ConfigurationInForce(
      Store store, Path dataDirectory, InstantSource clock, @Nullable String server) {
    this.store = store;
    this.reader = new ConfigurationReader(dataDirectory);
    this.clock = clock;
    this.by = "file:" + (server == null ? "" : server);
  }

  /**
   * A configuration to start with.
   *
   * @param isNew the text of a file that is to be activated once all that it asks for runs; null
   *     where nothing is to be
   */
  record Found(Configuration configuration, @Nullable String isNew) {}

  /**
   * The configuration that rules. Nothing is changed yet.
   *
   * @throws StartFailedException if the file can't be read or has problems
   */
  Found find(@Nullable Path file) {
    String text = file == null ? null : read(file);
    if (text != null) {
      Configuration checked = check(text, String.valueOf(file));
      if (!text.equals(lastRead())) {
        return new Found(checked, text);
      }
    }
    return new Found(active(), null);
  }

  /** Makes what was found the active version, if it is new. */
  void activate(Found found) {
    String text = found.isNew();
    if (text != null) {
      store.change(write -> activate(write, text));
    }
  }

  private Configuration active() {
    ConfigVersionRow active =
        store.read(StoreRead::configVersions).stream()
            .filter(row -> row.state().equals(ACTIVE))
            .findFirst()
            .orElse(null);
    return active == null
        ? Configuration.builtIn()
        : check(active.document(), "version " + active.number() + " of the configuration");
  }

  private @Nullable String lastRead() {
    return store.read(StoreRead::configVersions).stream()
        .filter(row -> row.by().equals(by))
        .findFirst()
        .map(ConfigVersionRow::document)
        .orElse(null);
  }

  private Configuration check(String text, String from) {
    return switch (reader.read(text)) {
      case Reading.Valid(Configuration configuration) -> configuration;
      case Reading.Invalid(List<Problem> problems) ->
          throw new StartFailedException(
              Stream.concat(
                      Stream.of(
                          "The configuration in "
                              + from
                              + " is wrong, so nothing was started. Put this right:"),
                      problems.stream().map(problem -> "  " + problem))
                  .toList());
    };
  }

  private void activate(StoreWrite write, String text) {
    for (ConfigVersionRow row : write.configVersions()) {
      if (row.state().equals(ACTIVE)) {
        write.setConfigState(row.number(), RETIRED, null);
      }
    }
    long number = write.addConfigVersion(text, ACTIVE, by, clock.instant());
    write.audit(new AuditLine("treeline:" + by, "config.activate", "version " + number, ""));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StartFailedException(
          "The configuration "
              + file
              + " can't be read ("
              + e.getClass().getSimpleName()
              + "): check its path, its owner and that it is UTF-8.");
    }
  }
}
