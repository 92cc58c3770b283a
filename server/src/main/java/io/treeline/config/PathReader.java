package io.treeline.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads paths: aliases are looked up, relative ones start at the data directory. */
final class PathReader {

  private static final String ALIAS = "alias://";
  private static final String PATHS = ALIAS + "paths/";

  private final Path dataDirectory;
  private final Map<String, String> aliases;

  private PathReader(Path dataDirectory, Map<String, String> aliases) {
    this.dataDirectory = dataDirectory;
    this.aliases = aliases;
  }

  /** The reader for a text whose {@code aliases} these are. */
  static PathReader of(Path dataDirectory, Fields root) {
    PathReader reader = new PathReader(dataDirectory, new HashMap<>());
    root.spot("aliases")
        .map(aliases -> aliases.fields("paths"))
        .ifPresent(groups -> groups.items("paths").forEach(reader::define));
    return reader;
  }

  @Nullable Path path(Spot spot) {
    String text = spot.word();
    if (text == null) {
      return null;
    }
    String meant = text.startsWith(ALIAS) ? valueOf(text, spot) : text;
    return meant == null ? null : resolve(meant, spot);
  }

  private void define(Spot spot) {
    Fields fields = spot.fields("alias", "value");
    String name = fields.required("alias", "give the alias a name").map(Spot::word).orElse(null);
    Spot valueSpot = fields.required("value", "name the path that it stands for").orElse(null);
    String value = valueSpot == null ? null : valueSpot.word();
    if (name == null || valueSpot == null || value == null) {
      if (name != null) {
        aliases.putIfAbsent(name, "");
      }
      return;
    }
    if (value.startsWith(ALIAS)) {
      valueSpot.problem("an alias can't stand for another one; write the path itself.");
    } else {
      resolve(value, valueSpot);
    }
    if (aliases.putIfAbsent(name, value) != null) {
      spot.problemBelow("alias", "the alias '" + name + "' is defined twice; keep one.");
    }
  }

  private @Nullable String valueOf(String text, Spot spot) {
    if (!text.startsWith(PATHS)) {
      spot.problem("'" + text + "' is no alias of a path; write " + PATHS + "NAME.");
      return null;
    }
    String name = text.substring(PATHS.length());
    String value = aliases.get(name);
    if (value == null) {
      spot.problem("alias '" + name + "' is not defined" + remedy(name));
    }
    return value;
  }

  private String remedy(String name) {
    return aliases.isEmpty()
        ? " in aliases.paths."
        : "; " + Suggestion.among(aliases.keySet(), name);
  }

  private @Nullable Path resolve(String text, Spot spot) {
    try {
      return dataDirectory.resolve(text).normalize();
    } catch (InvalidPathException e) {
      spot.problem("is no path: " + e.getReason() + ".");
      return null;
    }
  }
}
