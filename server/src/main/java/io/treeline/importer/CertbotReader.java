package io.treeline.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what certbot keeps: a lineage is a directory of {@code live}. For one use. */
final class CertbotReader {

  private static final String CHAIN = "fullchain";
  private static final String KEY = "privkey";

  private final LayoutNotes notes;

  CertbotReader(LayoutNotes notes) {
    this.notes = notes;
  }

  void read(Path path) {
    if (Files.exists(path.resolve(KEY + ".pem"))) {
      lineage(Origin.of(path), path.resolve(CHAIN + ".pem"), path.resolve(KEY + ".pem"));
      return;
    }
    Path live = Files.isDirectory(path.resolve("live")) ? path.resolve("live") : path;
    Map<String, Path> lineages = new TreeMap<>();
    for (Path each : Globs.entries(live, "*")) {
      if (Files.isDirectory(each)) {
        lineages.put(each.getFileName().toString(), each);
      }
    }
    renewals(path.resolve("renewal"), lineages);
    for (Path each : lineages.values()) {
      lineage(Origin.of(each), each.resolve(CHAIN + ".pem"), each.resolve(KEY + ".pem"));
    }
    if (notes.layout().isEmpty()) {
      notes.remark(
          Origin.of(path),
          "There is no certificate of certbot here: name its directory, such as /etc/letsencrypt.");
    }
  }

  /** A renewal's file says where the lineage is, wherever that was moved. */
  private void renewals(Path directory, Map<String, Path> lineages) {
    for (Path file : Globs.entries(directory, "*.conf")) {
      String fileName = file.getFileName().toString();
      String name = fileName.substring(0, fileName.length() - ".conf".length());
      Map<String, Path> paths = paths(file);
      Path chain = paths.get(CHAIN);
      Path key = paths.get(KEY);
      boolean live = lineages.containsKey(name);
      if (!live && chain != null && key != null) {
        lineage(Origin.of(file), chain, key);
      } else if (!live) {
        notes.remark(
            Origin.of(file), "The lineage " + name + " is renewed but not there: is it copied?");
      }
    }
  }

  private Map<String, Path> paths(Path file) {
    Map<String, Path> paths = new HashMap<>();
    String text = notes.text(file, Origin.of(file));
    if (text != null) {
      for (String line : text.lines().takeWhile(each -> !each.startsWith("[")).toList()) {
        String[] parts = line.split("=", 2);
        if (parts.length == 2 && List.of(CHAIN, KEY).contains(parts[0].strip())) {
          paths.put(parts[0].strip(), file.resolveSibling(parts[1].strip()));
        }
      }
    }
    return paths;
  }

  private void lineage(Origin origin, Path chain, Path key) {
    for (Path file : List.of(chain, key)) {
      if (!Files.exists(file)) {
        notes.remark(origin, "There is no file " + file + " in this lineage: is its link broken?");
        return;
      }
    }
    notes.site(origin, List.of(), List.of(chain, key));
  }
}
