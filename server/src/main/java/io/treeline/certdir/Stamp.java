package io.treeline.certdir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file from what it was before, symbolic links followed, without reading it.
 *
 * @param file device and inode where the system has them; null for a file that isn't there
 */
record Stamp(@Nullable Object file, long size, @Nullable FileTime modified) {

  private static final Stamp ABSENT = new Stamp(null, -1, null);

  static Stamp of(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
    } catch (IOException e) {
      return ABSENT;
    }
  }
}
