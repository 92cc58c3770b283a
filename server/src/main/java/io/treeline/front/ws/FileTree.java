package io.treeline.front.ws;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A directory of files to show, remembered for a second: a busy page costs one look at the disk a
 * second, and a changed file shows within that.
 *
 * <p>Names that begin with a dot are not there, {@code .well-known} excepted. Symbolic links are
 * followed: who can place one in the directory can place the file. Safe for use by several threads.
 */
final class FileTree {

  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final long MAX_WEIGHT = 32L << 20;
  private static final int ENTRY_WEIGHT = 512;
  private static final String INDEX = "index.html";

  private final Path root;
  private final AsyncLoadingCache<String, Found> found;

  FileTree(Path root) {
    this.root = root;
    Executor blocking = task -> Thread.ofVirtual().name("static-file").start(task);
    this.found =
        Caffeine.newBuilder()
            .executor(blocking)
            .expireAfterWrite(REMEMBERED)
            .maximumWeight(MAX_WEIGHT)
            .weigher((String path, Found file) -> weight(file))
            .buildAsync(this::look);
  }

  /**
   * What a path is.
   *
   * @param path relative, normalised; the empty text and a last slash mean the index
   */
  CompletableFuture<Found> find(String path) {
    return found.get(path);
  }

  private static int weight(Found file) {
    Buffer content = file instanceof StaticFile known ? known.content() : null;
    return ENTRY_WEIGHT + (content == null ? 0 : content.length());
  }

  private Found look(String path) {
    if (isHidden(path)) {
      return Found.MISSING;
    }
    try {
      boolean directory = path.isEmpty() || path.endsWith("/");
      Path file = root.resolve(directory ? path + INDEX : path).normalize();
      if (!file.startsWith(root.normalize())) {
        return Found.MISSING;
      }
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return Files.isRegularFile(file.resolve(INDEX)) ? Found.DIRECTORY : Found.MISSING;
      }
      return attributes.isRegularFile() ? StaticFile.read(file, attributes) : Found.MISSING;
    } catch (IOException | InvalidPathException e) {
      return Found.MISSING;
    }
  }

  private static boolean isHidden(String path) {
    for (String segment : path.split("/")) {
      if (segment.startsWith(".") && !segment.equals(".well-known")) {
        return true;
      }
    }
    return false;
  }
}
