package io.treeline.certdir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The directories in which something can happen that changes what a path leads to: that of the
 * file, and those of all the symbolic links on the way to it.
 *
 * <p>Kubernetes mounts {@code server.key → ..data/server.key}, {@code ..data → ..2026_11_24/}, and
 * exchanges {@code ..data} only.
 */
final class LinkChain {

  private static final int MAX_LINKS = 40;

  private final Set<Path> directories = new LinkedHashSet<>();
  private final Set<Path> followed = new HashSet<>();

  private LinkChain() {}

  /** The existing directories to watch for a file that need not exist. */
  static Set<Path> directoriesOf(Path file) {
    LinkChain chain = new LinkChain();
    chain.walk(file.toAbsolutePath().normalize());
    return chain.directories;
  }

  private void walk(Path path) {
    Path at = path.getRoot();
    for (Path name : path) {
      Path next = at.resolve(name);
      if (Files.isSymbolicLink(next)) {
        directories.add(at);
        follow(next);
      } else if (!Files.exists(next)) {
        directories.add(at);
        return;
      }
      at = next;
    }
    Path parent = path.getParent();
    if (parent != null) {
      directories.add(parent);
      addParentOf(parent);
    }
  }

  /** Where the directory itself can be exchanged for another. */
  private void addParentOf(Path directory) {
    Path above = directory.getParent();
    if (above != null) {
      directories.add(above);
    }
  }

  private void follow(Path link) {
    if (followed.size() < MAX_LINKS && followed.add(link)) {
      try {
        Path target = Files.readSymbolicLink(link);
        walk(link.resolveSibling(target).toAbsolutePath().normalize());
      } catch (IOException e) {
        directories.add(link.toAbsolutePath().getParent());
      }
    }
  }
}
