package io.treeline.importer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the files that a pattern with {@code *}, {@code ?} and {@code […]} stands for. */
final class Globs {

  private static final Pattern WILD = Pattern.compile("[*?\\[]");

  private Globs() {}

  static boolean isGlob(String pattern) {
    return WILD.matcher(pattern).find();
  }

  /** The files, by name; a path without wildcards stands for itself, there or not. */
  static List<Path> expand(Path whole) {
    List<Path> found = List.of(whole.isAbsolute() ? whole.getRoot() : Path.of(""));
    for (Path part : whole) {
      found = step(found, part.toString());
    }
    return found;
  }

  /** The entries of a directory, by name; none where there is no directory. */
  static List<Path> entries(Path directory, String glob) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    Collections.sort(entries);
    return entries;
  }

  private static List<Path> step(List<Path> directories, String part) {
    List<Path> next = new ArrayList<>();
    for (Path directory : directories) {
      if (!isGlob(part)) {
        next.add(directory.resolve(part));
      } else {
        entries(directory, part).stream()
            .filter(entry -> part.startsWith(".") || !isHidden(entry))
            .forEach(next::add);
      }
    }
    return next;
  }

  private static boolean isHidden(Path entry) {
    return entry.getFileName().toString().startsWith(".");
  }
}
